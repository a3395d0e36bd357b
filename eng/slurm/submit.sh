#!/usr/bin/env bash
# Submits a study to Slurm: an array that trains, then an array that measures, then a job that judges.
#   STUDY=trifeature SHARDS=8 SHARED=/shared/robustrepro eng/slurm/submit.sh
# Further variables: TRAIN=no (the networks are at hand), AT_ONCE (tasks that run at a time), CPUS (per task), RESTARTS
# (how often a killed task goes on), ROBUSTREPRO (the program), and those of sbatch, such as SBATCH_PARTITION.
# Submit again after a failure: what is finished is not done again.
set -euo pipefail
: "${STUDY:?is not set: which study}"
: "${SHARDS:?is not set: how many tasks share the networks}"
: "${SHARED:?is not set: the folder that all machines see}"
CLONE="$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)"
ROBUSTREPRO="${ROBUSTREPRO:-$CLONE/robustrepro}"
mkdir -p "$SHARED/logs"
SHARED="$(cd "$SHARED" && pwd)"
export STUDY SHARDS SHARED CLONE ROBUSTREPRO

# builds the program where needed: tasks must not all do it at once
"$ROBUSTREPRO" --help >/dev/null

# the number of the submitted job
submit() {
  local script="$1"
  shift
  [ -z "${CPUS:-}" ] || set -- "--cpus-per-task=$CPUS" "$@"
  local answer
  answer="$(sbatch --parsable "$@" "$CLONE/eng/slurm/$script.sbatch")"
  echo "${answer%%;*}"
}

array=("--array=1-$SHARDS%${AT_ONCE:-$SHARDS}" "--output=$SHARED/logs/%x-%A_%a.txt")
after=()
jobs=()
if [ "${TRAIN:-yes}" != no ]; then
  trained="$(submit train "${array[@]}")"
  jobs+=("$trained")
  after=("--dependency=afterok:$trained" --kill-on-invalid-dep=yes)
  # what was trained is what the later jobs read
  export "ROBUSTREPRO__Studies__${STUDY}__Weights=$SHARED/weights"
fi
measured="$(submit measure "${array[@]}" "${after[@]}")"
after=("--dependency=afterok:$measured" --kill-on-invalid-dep=yes)
judged="$(submit judge "--output=$SHARED/logs/%x-%j.txt" "${after[@]}")"
jobs+=("$measured" "$judged")
echo "submitted; see: squeue --array --jobs=$(IFS=,; echo "${jobs[*]}")"
echo "the report will be $SHARED/report/index.html"
