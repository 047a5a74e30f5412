#!/bin/sh
# Reads damaged copies of all files in a folder, strictly and leniently: any exception but the two documented ones fails.
# Usage: tests/FrequencyML.Jpeg.Tests/torture.sh FOLDER
set -eu
[ $# -eq 1 ] || { echo "usage: $0 FOLDER" >&2; exit 2; }
FREQUENCYML_JPEG_CORPUS=$(cd "$1" && pwd)
export FREQUENCYML_JPEG_CORPUS
exec dotnet test -c Release --filter TestCategory=Torture --logger "console;verbosity=normal" "$(dirname "$0")"
