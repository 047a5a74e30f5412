#!/usr/bin/env bash
# Kills workers of a run without warning, lets them go on, and checks that nothing is lost, doubled or changed.
#
#   kill-and-resume.sh IMAGES ROWS KILLS COMMAND...
#
# IMAGES   a folder of images; the manifest repeats them, and has a missing file in every hundredth row
# ROWS     the rows of the manifest
# KILLS    how many workers are killed (kill -9), at random moments
# COMMAND  how frequencyml is called, such as: dotnet frequencyml.dll
#
# Ends with 0 if the merged parts have the bytes of an undisturbed run.
set -euo pipefail
images=$(realpath "$1") rows=$2 kills=$3
shift 3
command=("$@")
workers=4 chunk=$(( rows / 200 > 0 ? rows / 200 : 1 ))
folder=$(mktemp -d)
declare -A pids=()
trap 'kill -9 "${pids[@]}" 2>/dev/null || true; wait; rm -rf "$folder"' EXIT
fail() { echo "FAILED: $*"; exit 1; }

find "$images" -type f | LC_ALL=C sort | awk -v rows="$rows" '
    { path[NR - 1] = $0 }
    END { for (i = 0; i < rows; i++) print (i % 100 == 99 ? "/no/such/" i ".jpg" : path[i % NR]) }' > "$folder/list.txt"

score() { "${command[@]}" score "$folder/list.txt" --device cpu --threads 1 --batch 8 "$@"; }
score --output "$folder/undisturbed.csv" 2> "$folder/undisturbed.log" || [ $? -eq 1 ]

start() { score --output "$folder/parts/" --format ndjson --chunk "$chunk" --shard-index "$1" --shard-count $workers 2>> "$folder/worker$1.log" & pids[$1]=$!; }
list_running() {
    running=()
    for worker in "${!pids[@]}"; do if kill -0 "${pids[$worker]}" 2> /dev/null; then running+=("$worker"); fi; done
}
done_parts() { find "$folder/parts" -name 'part-*' 2> /dev/null | wc -l; }

for (( worker = 0; worker < workers; worker++ )); do start $worker; done
parts=$(( (rows + chunk - 1) / chunk )) killed=0
# The moments: as many numbers of finished parts, within the first two thirds of the run, and up to 0.2 s more.
for moment in $(for (( i = 0; i < kills; i++ )); do echo $(( RANDOM % (parts * 2 / 3) )); done | sort -n); do
    while list_running; [ "$(done_parts)" -lt "$moment" ] && [ ${#running[@]} -gt 0 ]; do sleep 0.05; done
    sleep "$(printf '0.%02d' $(( RANDOM % 20 )))"
    list_running
    [ ${#running[@]} -gt 0 ] || fail "all workers have ended after $killed kills: $(tail -qn 1 "$folder"/worker*.log)"
    worker=${running[RANDOM % ${#running[@]}]}
    kill -9 "${pids[$worker]}"
    wait "${pids[$worker]}" 2> /dev/null || true
    killed=$(( killed + 1 ))
    echo "killed worker $worker with $(done_parts) of $parts parts done"
    start "$worker"
done

for worker in "${!pids[@]}"; do
    code=0; wait "${pids[$worker]}" || code=$?
    [ $code -le 1 ] || fail "worker $worker ended with $code: $(tail -n 3 "$folder/worker$worker.log")"
done
"${command[@]}" verify "$folder/parts/"
"${command[@]}" merge "$folder/parts/" --output "$folder/merged.csv"
cmp "$folder/merged.csv" "$folder/undisturbed.csv" || fail "the merged rows are not those of the undisturbed run"
left=$(find "$folder/parts" -name '.*' -type f)
[ -z "$left" ] || fail "temporary files are left: $left"
echo "$killed workers killed; $rows rows, $parts parts, byte for byte those of the undisturbed run"
