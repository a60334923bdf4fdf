"""Work off the GUI thread: what comes back, and what is left of what nobody wants any more."""

import operator
import os
import signal
import subprocess
import sys
import tempfile
from multiprocessing import active_children
from threading import Event, current_thread

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis.extra import numpy as arrays

from tests.formats.timelines import content, timelines
from tests.ui.children import wait_long
from timeline_app.model.arrays import constant
from timeline_app.ui.jobs import Job
from timeline_app.ui.work_apart import read_parts, write_parts

WAIT_MS = 20_000  # for a process of its own, on a busy machine


@pytest.fixture
def job(qapp):
    job = Job()
    yield job
    job.cancel()


@pytest.fixture
def begun(tmp_path):
    """The file by which a child says that it has begun."""
    return tmp_path / "begun"


@pytest.fixture
def child(job, qtbot, begun):
    """A process that does something, and goes on for minutes unless it is ended."""
    job.run_apart(wait_long, begun)
    process = job._process
    qtbot.waitUntil(begun.exists, timeout=WAIT_MS)
    yield process
    process.kill()


def test_a_result_comes_back_from_a_thread_and_from_a_process(job, qtbot):
    for run in (job.run, job.run_apart):
        with qtbot.waitSignal(job.done, timeout=WAIT_MS) as came:
            run(operator.add, 2, 3)
            assert job.running
        assert came.args == [5]
        assert not job.running


def test_what_goes_wrong_comes_back_in_words(job, qtbot):
    with qtbot.waitSignal(job.failed, timeout=WAIT_MS) as came:
        job.run_apart(operator.truediv, 1, 0)
    assert str(came.args[0]) == "ZeroDivisionError: division by zero"


def test_a_process_that_is_cancelled_is_gone(job, qtbot, child):
    with qtbot.assertNotEmitted(job.done), qtbot.assertNotEmitted(job.failed):
        job.cancel()
        child.join(WAIT_MS / 1000)
        qtbot.waitUntil(lambda: child.exitcode is not None, timeout=WAIT_MS)
    assert child.exitcode < 0
    assert child not in active_children()
    assert not job.running


def test_starting_something_else_ends_the_process_before(job, qtbot, child):
    with qtbot.waitSignal(job.done, timeout=WAIT_MS) as came:
        job.run(operator.add, 2, 3)
    assert came.args == [5]
    qtbot.waitUntil(lambda: child.exitcode is not None, timeout=WAIT_MS)
    assert child.exitcode < 0


def test_what_comes_back_goes_through_the_next_step_off_this_thread(job, qtbot):
    here = current_thread()
    for run in (job.run, job.run_apart):
        with qtbot.waitSignal(job.done, timeout=WAIT_MS) as came:
            run(operator.add, 2, 3, then=lambda result: (result, current_thread() is here))
        assert came.args == [(5, False)]


def test_what_nobody_wants_any_more_goes_through_no_further_step(job, qtbot):
    begun, over, further = Event(), Event(), []
    job.run(lambda: (begun.set(), over.wait(WAIT_MS / 1000)), then=further.append)
    begun.wait(WAIT_MS / 1000)
    with qtbot.waitSignal(job.done, timeout=WAIT_MS):
        job.run(operator.add, 2, 3)
        over.set()
    assert further == []


def test_the_file_that_a_result_came_in_is_gone(job, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with qtbot.waitSignal(job.done, timeout=WAIT_MS) as came:
        job.run_apart(np.arange, 100_000)
    assert came.args[0].sum() == 4_999_950_000
    assert list(tmp_path.iterdir()) == []


def test_a_process_that_is_ended_leaves_no_file(job, qtbot, begun, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    job.run_apart(wait_long, begun)
    qtbot.waitUntil(begun.exists, timeout=WAIT_MS)
    job.cancel()
    qtbot.waitUntil(lambda: list(tmp_path.iterdir()) == [begun], timeout=WAIT_MS)


PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from tests.ui.children import wait_long
from timeline_app.ui.interrupt import Interrupt
from timeline_app.ui.jobs import Job

application = QCoreApplication([])
Interrupt(application)
job = Job()
job.run_apart(wait_long, Path(sys.argv[1]))
sys.exit(application.exec())
"""


@pytest.mark.skipif(os.name != "posix", reason="signals work otherwise here")
@pytest.mark.parametrize(("number", "code"), [("SIGKILL", -9), ("SIGTERM", -15), ("SIGINT", 130)])
def test_a_process_ends_with_the_one_that_began_it_and_says_nothing(root, begun, qtbot, number, code):
    call = [sys.executable, "-c", PROGRAM, str(begun)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}  # open until whoever inherited them has ended
    with subprocess.Popen(call, cwd=root, start_new_session=True, **pipes) as parent:
        qtbot.waitUntil(begun.exists, timeout=WAIT_MS)
        to = os.killpg if number == "SIGINT" else os.kill  # a terminal interrupts the child as well
        to(parent.pid, getattr(signal, number))
        said = parent.communicate(timeout=WAIT_MS / 1000)
    assert (parent.returncode, said) == (code, (b"", b""))


def handed_over(value):
    with tempfile.TemporaryFile() as file:
        lengths = write_parts(value, file)
        file.flush()
        return read_parts(file, lengths), lengths


@given(timelines())
def test_a_timeline_is_handed_over_as_it_is(timeline):
    found, _ = handed_over(timeline)
    assert repr(content(found)) == repr(content(timeline))  # NaN is not the same as another


@given(arrays.arrays(np.float64, (5,)))
def test_arrays_are_handed_over_outside_the_stream_and_cannot_be_written_to(array):
    array.flags.writeable = False
    (found, text), lengths = handed_over((array, pa.array(["a" * 10_000], pa.large_string())))
    assert found.tobytes() == array.tobytes()
    assert not found.flags.writeable
    assert text[0].as_py() == "a" * 10_000
    assert lengths[0] < 1000


def test_a_column_of_one_value_stays_small():
    found, lengths = handed_over(constant(0.5, 10**7))
    assert (found.shape, found.strides, found[-1]) == ((10**7,), (0,), 0.5)
    assert sum(lengths) < 1000
