#!/bin/bash
# Runs score.sh on a Slurm cluster of one machine: a controller and two nodes on loopback, with configuration, key, sockets and logs
# in a temporary folder. While the job runs, one node dies and the tasks on the other are preempted. In the end every image has to be
# there once, and the rows have to be those of a run that nobody disturbed. A Slurm that the machine has already is left alone.
#
#   PATH=folder-of-frequencyml:$PATH deploy/slurm/loopback.sh [images, default 8000]
#
# Exit code 0: all of that holds. 1: it does not. 77: no cluster can be started here; the last line says why.
set -euo pipefail
unset "${!SLURM@}" "${!SBATCH@}" "${!FREQUENCYML_SHARD@}"                             # of a job that this may be run in
export PATH=$PATH:/usr/sbin:/sbin
images=${1:-8000}
tasks=8
chunk=$((images / tasks / 20))
here=$(cd "$(dirname "$0")" && pwd)
samples=$(cd "$here/../../data/samples" && pwd)

say() { printf '%3d s  %s\n' $SECONDS "$*"; }
fail() { say "$*"; exit 1; }
skip() { echo "$*"; exit 77; }

for program in munged slurmctld slurmd sbatch srun scontrol; do
    command -v $program >/dev/null || skip "There is no $program here; Debian has it in the packages slurm-wlm and munge."
done
command -v frequencyml >/dev/null || fail "There is no frequencyml on PATH."

folder=$(mktemp -d "${TMPDIR:-/tmp}/frequencyml-slurm.XXXXXX")
export SLURM_CONF=$folder/slurm.conf
cd "$folder"

# Daemons and the steps of jobs work in folders of their own below this one, and the programs of jobs know its configuration. Processes that
# end meanwhile are errors of find and grep, and none of ours.
daemons_and_steps_in() { find /proc/[0-9]*/cwd -maxdepth 0 -lname "$folder/$1" -printf '%h\n' 2>/dev/null | cut -d/ -f3 || true; }
programs_with() {
    { grep -lzxF "SLURM_CONF=$SLURM_CONF" /proc/[0-9]*/environ | xargs -r grep -lzxF "$1" | cut -d/ -f3; } 2>/dev/null || true
}

clean_up() {
    local status=$? left
    trap '' INT TERM
    if [ $status != 0 ] && [ $status != 77 ]; then tail -n 15 ./*.log; fi
    cd /
    export -n SLURM_CONF                                                              # or grep would find itself
    while left=$(daemons_and_steps_in '*'; programs_with "SLURM_CONF=$SLURM_CONF"); [ -n "$left" ]; do
        kill -KILL $left 2>/dev/null || true
        sleep 0.1
    done
    rm -rf "$folder"
    exit $status
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Starts a program that dies with this script, in a folder of its own.
declare -A daemons=()
start() {
    local name=$1
    shift
    mkdir "$name"
    (cd "$name" && exec setpriv --pdeathsig KILL "$@") >"$name.log" 2>&1 &
    daemons[$name]=$!
    disown
}

# Waits until a command succeeds: seconds, what for, the command.
await() {
    local deadline=$((SECONDS + $1)) what=$2
    shift 2
    until "$@"; do
        if [ $SECONDS -ge $deadline ]; then fail "Gave up waiting for $what."; fi
        sleep 0.1
    done
}

is_free() { ! (: <>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
port=$((20000 + RANDOM % 10000))
until is_free $port && is_free $((port + 1)) && is_free $((port + 2)); do port=$((20000 + RANDOM % 10000)); done

# Short waits, for a test: a node that does not answer is down after 10 seconds, and a requeued job waits 10 (cred_expire).
cat >slurm.conf <<END
ClusterName=loopback
SlurmctldHost=localhost(127.0.0.1)
SlurmctldPort=$port
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthType=auth/munge
CredType=cred/munge
AuthInfo=socket=$folder/munge.socket,cred_expire=10
StateSaveLocation=$folder/slurmctld
SlurmdSpoolDir=$folder/%n/spool
SlurmctldPidFile=$folder/slurmctld/pid
SlurmdPidFile=$folder/%n/pid
SlurmdTimeout=10
SlurmdParameters=config_overrides
ReturnToService=2
ProctrackType=proctrack/pgid
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MailProg=/bin/true
MinJobAge=3600
SchedulerParameters=batch_sched_delay=1,sched_interval=5,bf_interval=5
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
PreemptType=preempt/partition_prio
PreemptMode=REQUEUE
NodeName=n1 NodeHostname=localhost NodeAddr=127.0.0.1 Port=$((port + 1)) CPUs=2 RealMemory=8000
NodeName=n2 NodeHostname=localhost NodeAddr=127.0.0.1 Port=$((port + 2)) CPUs=2 RealMemory=8000
PartitionName=normal Nodes=n1,n2 Default=YES PriorityTier=1 GraceTime=60
PartitionName=urgent Nodes=n1,n2 PriorityTier=2
END

is_up() {
    local name
    for name in "${!daemons[@]}"; do
        if kill -0 "${daemons[$name]}" 2>/dev/null; then continue; fi
        if [ "$(id -u)" != 0 ]; then skip "$name does not start for this user: $(tail -n 1 "$name.log")"; fi
        fail "$name does not start."
    done
    [ "$(sinfo --noheader --Node --format=%t 2>/dev/null | sort -u)" = idle ]
}

(umask 077 && head -c 128 /dev/urandom >munge.key)
start munged munged --foreground --force --key-file="$folder/munge.key" --socket="$folder/munge.socket" \
    --pid-file="$folder/munged.pid" --seed-file="$folder/munged.seed"
start slurmctld slurmctld -D
start n1 slurmd -D -N n1
start n2 slurmd -D -N n2
await 60 "the cluster" is_up

# Many paths of the 40 samples, and one of nothing: a task whose images all but one are scored has done its work.
mkdir images
for ((copy = 1; copy * 40 <= images; copy++)); do ln -s "$samples" "images/$copy"; done
{ find -L images -name '*.jpg'; echo images/missing.jpg; } | LC_ALL=C sort >list.txt
job=$(sbatch --parsable --array=0-$((tasks - 1)) --cpus-per-task=1 \
    "$here/score.sh" list.txt --output parts/ --format ndjson --chunk $chunk)
say "A cluster of two nodes runs job $job: $(wc -l <list.txt) images, $tasks tasks, chunks of $chunk."

count_parts() { find parts -name 'part-*' 2>/dev/null | wc -l; }
has_parts() { [ "$(count_parts)" -ge "$1" ]; }
await 60 "parts" has_parts 20

# As if its power was cut: first the daemon, which would report the end of steps, then the steps, which would report that of programs.
running=$(squeue --noheader --nodelist=n1 --states=running --format=%K)
[ -n "$running" ] || fail "Node n1 had nothing to do."
kill -KILL "${daemons[n1]}"
kill -KILL $(daemons_and_steps_in n1) $(programs_with SLURMD_NODENAME=n1) 2>/dev/null || true
say "Node n1 died with the tasks" $running "and $(count_parts) parts finished."

# A task that has just begun or ended may miss the signal: then another one.
preempts() {
    await 60 "parts of node n2" has_parts $(($(count_parts) + 2))
    srun --quiet --partition=urgent --nodelist=n2 --cpus-per-task=2 true
    grep -q 'exit code 75' frequencyml-*.log
}
await 60 "a preemption" preempts
say "An urgent job took node n2 from the tasks there."

frequencyml score list.txt --output undisturbed.csv 2>undisturbed.log || [ $? = 1 ]
say "A run on this machine alone is done."

merge=$(sbatch --parsable --dependency=afterany:$job --output=merge.log \
    --wrap "frequencyml verify parts && frequencyml merge parts --output scores.csv")
has_ended() { [ -z "$(squeue --noheader --job="$merge" --states=pending,running,completing)" ]; }
await 120 "the job" has_ended
squeue --noheader --states=all --job="$job" --array --Format=ArrayTaskID:6,State:12,RestartCnt:4 | sort -n >tasks.log
say "All tasks and the merge have ended; tasks that were started again:" $(awk '$3 > 0 { print $1 }' tasks.log)

! grep -v COMPLETED tasks.log || fail "Not all tasks were completed."
for task in $running; do
    awk -v task="$task" '$1 == task { again = $3 } END { exit again == 0 }' tasks.log || fail "Task $task of the dead node was not started again."
done
awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "path") column = i; next } { print $column }' scores.csv | LC_ALL=C sort |
    cmp - list.txt || fail "The images are not all there once."
cmp scores.csv undisturbed.csv || fail "The rows are not those of an undisturbed run."
say "$(wc -l <list.txt) images are there once, in the same bytes as in an undisturbed run."
