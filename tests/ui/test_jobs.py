"""Work off the GUI thread: what comes back, and what is left of what nobody wants any more."""

import operator
from multiprocessing import active_children

import pytest

from tests.ui.children import wait_long
from timeline_app.ui.jobs import Job

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
