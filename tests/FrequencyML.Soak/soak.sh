#!/usr/bin/env bash
# Scores good and bad files through the library and the command for some time, and checks that memory, handles, throughput and rows stay as they are.
#
#   soak.sh [MINUTES] [OPTION...]
#
# MINUTES  how long; 60 where it is left out
# OPTION   such as --report soak.md, --samples soak.csv, or --clock cpu on a machine that has other work
#
# Ends with 0 if all criteria hold, and with 1 if one does not.
set -euo pipefail
minutes=60
if [[ ${1:-} =~ ^[0-9]+$ ]]; then
    minutes=$1
    shift
fi
# Of its own accord the garbage collector waits for as much garbage as the processor's cache holds: for thousands of images, which would look like growth.
export DOTNET_GCgen0size=0x400000
exec dotnet run -c Release --project "$(dirname "$0")" -- --minutes "$minutes" "$@"
