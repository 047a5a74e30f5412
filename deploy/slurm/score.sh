#!/bin/bash
# Scores images as an array job; task i of n takes the chunks i, i + n, i + 2n and so on. The arguments are those of frequencyml score:
#   sbatch deploy/slurm/score.sh photos --output parts/ --format ndjson --chunk 1000
#SBATCH --job-name=frequencyml
#SBATCH --array=0-7
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=4
#SBATCH --mem-per-cpu=1G
#SBATCH --time=04:00:00
#SBATCH --signal=TERM@120
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output=frequencyml-%A_%a.log
set -u
max_restarts=100

# Clusters that do not bind tasks to their processors show them all; .NET shall use the job's own.
export DOTNET_PROCESSOR_COUNT=$SLURM_CPUS_PER_TASK
srun --cpus-per-task="$SLURM_CPUS_PER_TASK" frequencyml score "$@"
status=$?

case $status in
    1)  # Done; some images failed, and their rows say why.
        exit 0 ;;
    75 | 143)
        # Stopped by SIGTERM: the time limit, or a preemption; 143 while it was still starting. The next run skips what is finished.
        if [ "${SLURM_RESTART_COUNT:-0}" -lt $max_restarts ]; then scontrol requeue "$SLURM_JOB_ID"; fi ;;
esac
exit $status
