#!/bin/sh
# Forms a season in parts as a Slurm array, then puts them together.
#   sh slurm.sh        submits both; the merge waits for all parts
# A part that failed: sbatch --array=3 slurm.sh, then sbatch slurm.sh for the merge.
# The folder must be one that all nodes see.
#SBATCH --job-name=empanel
#SBATCH --cpus-per-task=4
#SBATCH --mem=8G
#SBATCH --time=00:30:00
set -eu
season=season parts=8 out=out

if [ -z "${SLURM_JOB_ID:-}" ]; then
    array=$(sbatch --parsable --array="1-$parts" "$0")
    exec sbatch --dependency="afterok:${array%%;*}" "$0"
fi
if [ -n "${SLURM_ARRAY_TASK_ID:-}" ]; then
    exec empanel form "$season" --part "$SLURM_ARRAY_TASK_ID/$parts" \
        --out "$out/part$SLURM_ARRAY_TASK_ID" --force \
        --time-limit 600 --threads "$SLURM_CPUS_PER_TASK"
fi
set --
for part in $(seq "$parts"); do
    set -- "$@" "$out/part$part"
done
exec empanel merge "$season" "$@" --out "$out/whole" --force \
    --time-limit 300 --threads "$SLURM_CPUS_PER_TASK"
