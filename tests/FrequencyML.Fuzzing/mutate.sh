#!/usr/bin/env bash
# Ten million mutated inputs to everything that reads a file, the same ones every time: mutate.sh [--count N] [--target T] [--seed S] [--threads T].
# Exit code 1 for findings, which are in artifacts/fuzzing. Needs the .NET 10 SDK; without cc and libjpeg's headers the comparison with libjpeg is skipped.
set -uo pipefail
cd "$(dirname "$0")/../.."
project=tests/FrequencyML.Fuzzing
dotnet build -c Release "$project" -v quiet --nologo || exit 2
fuzz=(dotnet "$project/bin/Release/net10.0/FrequencyML.Fuzzing.dll")
"${fuzz[@]}" mutate "$@"
status=$?
# More than an exit code of its own: the process died within an input, in native or unsafe code.
if [ "$status" -gt 2 ]; then "${fuzz[@]}" replay --running artifacts/fuzzing; fi
exit "$status"
