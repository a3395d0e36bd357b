#!/usr/bin/env bash
# Rehearses a run on a cluster, on this one Debian machine: starts a Slurm of its own, measures a study in an array of
# tasks, kills one of them with kill -9 and takes the machine away from another, lets the waiting job judge, judges once
# more in a single process from an empty store, and compares the two verdicts.json number for number.
# The last line says that they are equal, or what differs. Exit code 0: equal; 1: not; 3: Slurm is missing or failed.
#   eng/slurm-rehearsal.sh
# Variables: STUDY (trifeature), TASKS (4, at least 2), ROBUSTREPRO (the program), FOLDER (kept; else a temporary one),
# PATIENCE (seconds until it gives up, 14400), PORT (16817, and the next).
# Debian's slurm-wlm and munge are installed where missing, and stay; only this needs root. Nothing in /etc is read or
# written, so that a Slurm of this machine is left alone.
# shellcheck disable=SC2317 # functions that are called by until_true or by a trap
set -euo pipefail
root="$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)"
export STUDY="${STUDY:-trifeature}" ROBUSTREPRO="${ROBUSTREPRO:-$root/robustrepro}"
tasks="${TASKS:-4}"
port="${PORT:-16817}"
deadline=$((SECONDS + ${PATIENCE:-14400}))
[ "$tasks" -ge 2 ] || { echo "error: TASKS is $tasks, expected 2 or more" >&2; exit 3; }

say() { echo "[$(date +%T)] $*"; }

give_up() {
  say "error: $*" >&2
  exit 3
}

# waits for a command to succeed
until_true() {
  local what="$1"
  shift
  until "$@"; do
    [ "$SECONDS" -lt "$deadline" ] || give_up "waited in vain for $what"
    sleep 1
  done
}

install_missing() {
  local missing=()
  command -v slurmctld slurmd sbatch | grep -c . | grep -qx 3 || missing+=(slurm-wlm)
  command -v munged >/dev/null || missing+=(munge)
  command -v python3 >/dev/null || missing+=(python3)
  [ "${#missing[@]}" -gt 0 ] || return 0
  [ "$(id -u)" -eq 0 ] || give_up "missing here; as root: apt-get install ${missing[*]}"
  say "installing ${missing[*]}"
  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"; } \
    >"$folder/install.txt" 2>&1 || give_up "could not be installed, see $folder/install.txt"
}

# Slurm's daemons, as children of this script
start_slurm() {
  local host user
  host="$(hostname -s)"
  user="$(id -un)"
  mkdir -p "$slurm"/{munge,state,spool}
  # everyone must reach munge's socket
  chmod 755 "$folder" "$slurm" "$slurm/munge"
  export SLURM_CONF="$slurm/slurm.conf"
  # more processors than there are, so that all tasks run at a time
  cat >"$SLURM_CONF" <<END
ClusterName=rehearsal
SlurmctldHost=$host(127.0.0.1)
SlurmUser=$user
SlurmdUser=$user
AuthType=auth/munge
AuthInfo=socket=$slurm/munge/socket
CredType=cred/munge
SlurmctldPort=$port
SlurmdPort=$((port + 1))
SlurmctldPidFile=$slurm/slurmctld.pid
SlurmdPidFile=$slurm/slurmd.pid
StateSaveLocation=$slurm/state
SlurmdSpoolDir=$slurm/spool
SlurmctldLogFile=$slurm/slurmctld.log
SlurmdLogFile=$slurm/slurmd.log
SlurmdParameters=config_overrides
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
MailProg=/bin/true
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
JobRequeue=1
MinJobAge=864000
ReturnToService=2
NodeName=$host NodeAddr=127.0.0.1 CPUs=$tasks RealMemory=1000000 State=UNKNOWN
PartitionName=rehearsal Nodes=ALL Default=YES MaxTime=INFINITE State=UP
END
  (umask 077 && head -c 128 /dev/urandom >"$slurm/munge/key")
  munged --foreground --socket="$slurm/munge/socket" --key-file="$slurm/munge/key" --pid-file="$slurm/munge/pid" \
    --seed-file="$slurm/munge/seed" --log-file="$slurm/munge/log" >"$slurm/munged.txt" 2>&1 &
  daemons+=($!)
  until_true "munged" socket_is_there
  slurmctld -D >"$slurm/slurmctld.txt" 2>&1 &
  daemons+=($!)
  until_true "slurmctld" answers
  slurmd -D >"$slurm/slurmd.txt" 2>&1 &
  daemons+=($!)
  until_true "slurmd" node_is idle
}

socket_is_there() {
  all_alive
  [ -S "$slurm/munge/socket" ]
}

answers() {
  all_alive
  scontrol ping 2>/dev/null | grep -q ' is UP'
}

node_is() {
  all_alive
  [ "$(sinfo --noheader --format=%T 2>/dev/null)" = "$1" ]
}

all_alive() {
  local daemon
  for daemon in "${daemons[@]}"; do
    kill -0 "$daemon" 2>/dev/null || give_up "a daemon of Slurm ended, see $slurm"
  done
}

stop_slurm() {
  local code=$? daemon
  trap - EXIT
  if [ "${#daemons[@]}" -eq 3 ]; then
    scancel --partition=rehearsal 2>/dev/null || true
    for _ in $(seq 60); do
      [ -n "$(squeue --noheader 2>/dev/null)" ] || break
      sleep 1
    done
  fi
  # slurmd first, munged last
  for ((daemon = ${#daemons[@]} - 1; daemon >= 0; daemon--)); do
    kill "${daemons[daemon]}" 2>/dev/null || true
    wait "${daemons[daemon]}" 2>/dev/null || true
  done
  if [ "$code" -eq 0 ] && [ -z "${FOLDER:-}" ]; then
    rm -rf "$folder"
  else
    echo "kept: $folder" >&2
  fi
  exit "$code"
}

# what Slurm knows of a job or a task: field 7_2 JobState
field() { scontrol --oneliner show job "$1" 2>/dev/null | head -n 1 | tr ' ' '\n' | sed -n "s/^$2=//p"; }

is() { [ "$(field "$1" "$2")" = "$3" ]; }

measurements() { find "$1" -type f ! -name '*.tmp' 2>/dev/null | wc -l; }

# at work, with something in the store already
in_the_middle() {
  [[ "$(field "$1" JobState)" =~ ^(PENDING|CONFIGURING|RUNNING)$ ]] ||
    give_up "task $1 is $(field "$1" JobState) before it could be killed; with fewer TASKS each takes longer"
  is "$1" JobState RUNNING && [ "$(measurements "$store")" -gt 0 ] && [ -n "$(program_of "$1")" ]
}

# the processes of a task other than the script that Slurm started
program_of() { scontrol listpids "$(field "$1" JobId)" 2>/dev/null | awk '$3 == "batch" && $4 == "-" { print $1 }'; }

is_over() {
  all_alive
  [[ ! "$(field "$1" JobState)" =~ ^(PENDING|CONFIGURING|RUNNING|COMPLETING|REQUEUED|)$ ]]
}

queue() { squeue --array --format='%.10i %.20j %.10T %.8M %R'; }

if [ -n "${FOLDER:-}" ]; then
  mkdir -p "$FOLDER"
  folder="$(cd "$FOLDER" && pwd)"
  [ -z "$(ls -A "$folder")" ] || give_up "FOLDER $folder is not empty"
else
  folder="$(mktemp -d)"
fi
slurm="$folder/slurm"
# what is set for another cluster
unset "${!SLURM_@}" "${!SBATCH_@}"
export SHARED="$folder/shared" SHARDS="$tasks" CPUS=1 TRAIN=no
store="$SHARED/measurements"
export ROBUSTREPRO__Measurements__Folder="$store"
daemons=()
trap stop_slurm EXIT
trap 'exit 130' INT TERM

install_missing
say "starting Slurm in $slurm"
start_slurm
sinfo

"$root/eng/slurm/submit.sh" | tee "$folder/submitted.txt"
jobs="$(sed -n 's/.*--jobs=//p' "$folder/submitted.txt")"
array="${jobs%,*}" judge="${jobs#*,}"

# the last task bears the number of the whole array: only it must go back into the queue, not the array
killed="${array}_$tasks"
until_true "task $killed to be at work" in_the_middle "$killed"
queue
read -ra processes <<<"$(program_of "$killed" | sort -n | tr '\n' ' ')"
say "$(measurements "$store") measurements; kill -9 ${processes[*]}, the program of task $killed"
# a process may be gone with the one that started it
kill -9 "${processes[@]}" 2>/dev/null || true
until_true "task $killed to go back into the queue" is "$killed" Restarts 1

taken="${array}_1"
until_true "task $taken to be at work" in_the_middle "$taken"
say "scontrol requeue $taken, as when its machine is taken away"
scontrol requeue "$taken"
until_true "task $taken to go back into the queue" is "$taken" Restarts 1
queue

say "Slurm lets a task wait two minutes before it starts again"
until_true "the judging job" is_over "$judge"
for job in $(seq -f "${array}_%.0f" 1 "$tasks") "$judge"; do
  say "job $job: $(field "$job" JobState), exit $(field "$job" ExitCode), $(field "$job" RunTime)," \
    "$(field "$job" Restarts) restarts"
done
for task in $(seq -f "${array}_%.0f" 1 "$tasks"); do
  is "$task" JobState COMPLETED || give_up "task $task did not complete, see $SHARED/logs"
  restarts=0
  [ "$task" != "$killed" ] && [ "$task" != "$taken" ] || restarts=1
  is "$task" Restarts "$restarts" || give_up "task $task was restarted $(field "$task" Restarts) times, not $restarts"
done
# Slurm names the second in which the job started, and tasks may have ended in the same
started="@$(($(date -d "$(field "$judge" StartTime)" +%s) + 1))"
say "$(measurements "$store") measurements," \
  "$(find "$store" -type f -newermt "$started" | wc -l) of them made by the judging job"
[ -f "$SHARED/report/verdicts.json" ] || give_up "the judging job left no verdicts, see $SHARED/logs"

say "the same in a single process, with an empty store"
mkdir "$folder/alone"
cd "$folder/alone"
code=0
ROBUSTREPRO__Measurements__Folder="$folder/alone/measurements" "$ROBUSTREPRO" verify --study "$STUDY" -o report \
  >"$folder/alone/log.txt" 2>&1 || code=$?
[ -f report/verdicts.json ] || give_up "verify left no verdicts (exit $code), see $folder/alone/log.txt"
say "verify: exit $code, $(measurements measurements) measurements"
code=0
outcome="$(python3 "$root/eng/compare-verdicts.py" "$SHARED/report/verdicts.json" report/verdicts.json 2>&1)" || code=1
say "$outcome"
exit "$code"
