"""Runs a command in a terminal of its own and types for it.

Arguments: a JSON list of [text to wait for, keys to type], then the command. Prints what the terminal
showed, and ends with the command's own exit code.
"""

import fcntl
import json
import os
import pty
import select
import signal
import struct
import sys
import termios
import time

steps = json.loads(sys.argv[1])
child, terminal = pty.fork()
if child == 0:
    # A new one has no lines and no columns.
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    os.execv(sys.argv[2], sys.argv[2:])

shown = b""
seen = 0
deadline = time.monotonic() + 15
while time.monotonic() < deadline:
    if select.select([terminal], [], [], 0.05)[0]:
        try:
            chunk = os.read(terminal, 65536)
        except OSError:  # Linux says so when the last writer is gone.
            break
        if not chunk:
            break
        shown += chunk
    if steps:
        at = shown.find(steps[0][0].encode(), seen)
        if at >= 0:
            seen = at + len(steps[0][0].encode())
            time.sleep(0.1)  # The question is drawn before keys are listened to.
            os.write(terminal, steps[0][1].encode())
            steps.pop(0)
else:
    os.kill(child, signal.SIGKILL)
    sys.stderr.write(f"Still waiting for {steps[:1]}.\n")

sys.stdout.buffer.write(shown)
sys.stdout.flush()
status = os.waitpid(child, 0)[1]
sys.exit(os.waitstatus_to_exitcode(status) & 0xFF)
