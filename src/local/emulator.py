"""Starts the pinned emulator so that the error of a Node function keeps its name.

The emulator tells "Runtime.HandlerError" of every error. Lambda tells the error's own name, and Retry and
Catch match it: a push that finds its link busy waits for it, and does not fail. The emulator's own text is
changed in three places before it starts; a version in which one of them is gone is refused.
"""

import inspect
import sys

from ministack.core import lambda_runtime
from ministack.services import lambda_svc


def changed(text: str, place: str, old: str, new: str) -> str:
    """The text with its only `old` replaced."""
    if text.count(old) != 1:
        sys.exit(f"The emulator is another version than this was written for: {place} has changed.")
    return text.replace(old, new)


worker = changed(
    lambda_runtime._NODEJS_WORKER_SCRIPT,
    "the error of a handler",
    'error: String(err.message || err), trace: err.stack || ""',
    'error: String(err.message || err), trace: err.stack || "", name: err.name',
)
lambda_runtime._NODEJS_WORKER_SCRIPT = changed(
    worker,
    "the error of a handler that throws at once",
    'status: "error", error: e.message, trace: e.stack',
    'status: "error", error: e.message, trace: e.stack, name: e.name',
)
warm = changed(
    inspect.getsource(lambda_svc._execute_function_warm),
    "the type of an error",
    'error_type = "Runtime.HandlerError"',
    'error_type = result.get("name") or "Runtime.HandlerError"',
)
exec(compile(warm, lambda_svc.__file__, "exec"), lambda_svc.__dict__)

if __name__ == "__main__":
    from ministack.app import main

    main()
