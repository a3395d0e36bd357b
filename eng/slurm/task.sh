#!/usr/bin/env bash
# Runs the program as a task of Slurm, in the shared folder: task.sh measure --study trifeature --shard 1/4
# A task whose program is killed (kill -9, no memory left), or whose time is nearly up, goes back into the queue and
# goes on from what is finished, at most RESTARTS times. If it failed instead, Slurm would never start the jobs that
# wait for it.
set -euo pipefail
: "${SHARED:?is not set}"
root="$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)"
id="$SLURM_JOB_ID"
# the number alone can stand for the whole array
[ -z "${SLURM_ARRAY_TASK_ID:-}" ] || id="${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID"

# settings and data are looked for from here upwards; weights, runs and report are folders in here
cd "$SHARED"
export ROBUSTREPRO__Measurements__Folder="${ROBUSTREPRO__Measurements__Folder:-$SHARED/measurements}"
# a machine may have more cores than the task was given
[ -z "${SLURM_CPUS_PER_TASK:-}" ] || export DOTNET_PROCESSOR_COUNT="$SLURM_CPUS_PER_TASK"

requeue() {
  if [ "${SLURM_RESTART_COUNT:-0}" -ge "${RESTARTS:-5}" ]; then
    echo "task $id: $1, after ${SLURM_RESTART_COUNT:-0} restarts; RESTARTS allows no more" >&2
    return 0
  fi
  # a task that its owner cancels must not come back
  [ "$(squeue --noheader --jobs="$id" --format=%T)" = RUNNING ] || return 0
  echo "task $id: $1; back into the queue" >&2
  # Slurm ends this script
  scontrol requeue "$id" && sleep 600
}

trap 'requeue "its time is nearly up"' USR1
echo "task $id on $(hostname), restarts so far: ${SLURM_RESTART_COUNT:-0}" >&2
"${ROBUSTREPRO:-$root/robustrepro}" "$@" &
program=$!
# the trap interrupts the first wait
until
  code=0
  wait "$program" || code=$?
  ! kill -0 "$program" 2>/dev/null
do :; done
[ "$code" -ne 137 ] || requeue "its program was killed"
exit "$code"
