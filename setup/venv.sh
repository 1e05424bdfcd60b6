#!/bin/sh
# Makes the virtual environment "$1" with the first Python that can: 3.11 or newer, with venv and
# ensurepip. PYTHON=… in the environment is tried before the usual names.
set -eu

able='import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))'
new_enough='import sys; sys.exit(sys.version_info < (3, 11))'
lame=''

for python in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python3.14 python; do
    if "$python" -c "$able" 2>/dev/null; then
        echo "Making $1 with $("$python" --version)."
        exec "$python" -m venv --clear "$1"
    fi
    if "$python" -c "$new_enough" 2>/dev/null; then
        lame="$lame $python"
    fi
done

if [ -n "$lame" ]; then
    echo "Python is here ($lame ) but cannot make virtual environments." >&2
    echo "On Debian or Ubuntu: apt install python3-venv. Or: make all PYTHON=/path/to/another" >&2
else
    echo "Python 3.11 or newer is needed, and none was found. Or: make all PYTHON=/path/to/python3" >&2
fi
exit 4
