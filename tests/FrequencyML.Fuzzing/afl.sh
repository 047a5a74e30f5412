#!/usr/bin/env bash
# AFL++ on one target for a while: afl.sh [TARGET] [SECONDS]; jpeg for 60 s if nothing is said. Prints what AFL++ did and where its crashes are.
# Needs the .NET 10 SDK and afl-fuzz (Debian and Ubuntu: apt-get install afl++). A crash is an exception that the target does not document; show
# it by: dotnet run -c Release --project tests/FrequencyML.Fuzzing -- replay --target TARGET --repair --file CRASH
set -euo pipefail
cd "$(dirname "$0")/../.."
target=${1:-jpeg} seconds=${2:-60}
work=artifacts/afl
command -v afl-fuzz >/dev/null || { echo "afl.sh: there is no afl-fuzz; install afl++." >&2; exit 2; }

dotnet build -c Release tests/FrequencyML.Fuzzing -v quiet --nologo
[ -x "$work/tools/sharpfuzz" ] || dotnet tool install SharpFuzz.CommandLine --version 2.3.0 --tool-path "$work/tools"
rm -rf "$work/program" "${work:?}/$target"
mkdir -p "$work/$target"
cp -r tests/FrequencyML.Fuzzing/bin/Release/net10.0 "$work/program"
dotnet "$work/program/FrequencyML.Fuzzing.dll" seeds "$target" "$work/$target/seeds"
# In the copy: the assemblies are rewritten, to tell AFL++ which branches they take.
for assembly in FrequencyML.Jpeg FrequencyML.Dct FrequencyML.Scoring FrequencyML.Models frequencyml-train; do
    "$work/tools/sharpfuzz" "$work/program/$assembly.dll"
done

# No user interface, no affinity, no look at the machine's core pattern and frequencies; .NET is no program that afl-cc has compiled, and reserves more memory
# than AFL++ allows.
export AFL_NO_UI=1 AFL_NO_AFFINITY=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_SKIP_CPUFREQ=1 AFL_SKIP_BIN_CHECK=1 AFL_FAST_CAL=1
status=0
afl-fuzz -i "$work/$target/seeds" -o "$work/$target/out" -x "$work/$target/seeds.dict" -G 8192 -t 10000 -m none -V "$seconds" -s 1 \
    -- dotnet "$work/program/FrequencyML.Fuzzing.dll" afl "$target" >"$work/$target/log" 2>&1 || status=$?
stats=$work/$target/out/default/fuzzer_stats
[ -f "$stats" ] || { tail -n 30 "$work/$target/log" >&2; exit 2; }
grep -E '^(run_time|execs_done|execs_per_sec|corpus_count|corpus_found|bitmap_cvg|saved_crashes|saved_hangs) ' "$stats"
crashes=$(find "$work/$target/out/default/crashes" "$work/$target/out/default/hangs" -type f -name 'id:*' 2>/dev/null || true)
[ -z "$crashes" ] || { printf 'found:\n%s\n' "$crashes"; exit 1; }
[ "$status" -eq 0 ] || { tail -n 30 "$work/$target/log" >&2; exit 2; }
