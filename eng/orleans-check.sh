#!/usr/bin/env bash
# Builds against the real Microsoft Orleans and runs the suites that hold both builds to the same semantics.
#
#   eng/orleans-check.sh FEED [VERSION]
#
# FEED     a folder of Orleans' packages (Microsoft.Orleans.*.nupkg), asked beside the configured sources
# VERSION  their version, where it is not the one in Directory.Packages.props
#
# Restores without the lock files, which are for the one-process build, and leaves that build's output alone.
set -euo pipefail

if [[ $# -lt 1 || ! -d "$1" ]]; then
    echo "usage: eng/orleans-check.sh FEED [VERSION]   FEED is a folder with Microsoft.Orleans.*.nupkg" >&2
    exit 2
fi

feed=$(cd "$1" && pwd)
root=$(cd "$(dirname "$0")/.." && pwd)
output="$root/artifacts/orleans-packages"
properties=(
    "-p:OrleansFrom=packages"
    "-p:ArtifactsPath=$output/"
    "-p:RestoreAdditionalProjectSources=$feed"
    # Packages of the feed stay out of the machine's own package folder.
    "-p:RestorePackagesPath=$output/packages"
    # Orleans' own analyzers, and versions that a package source has only near to, are not what is checked here.
    "-p:TreatWarningsAsErrors=false"
    "-p:RunAnalyzers=false"
)
if [[ $# -ge 2 ]]; then
    properties+=("-p:OrleansVersion=$2")
fi

failed=0
for suite in OmniSage.OrleansConformance.Tests OmniSage.Storage.Tests OmniSage.Crash.Tests; do
    project="$root/tests/$suite/$suite.csproj"
    if [[ ! -f "$project" ]]; then
        echo "$suite: not there, skipped"
        continue
    fi
    dotnet build "$project" --nologo -v quiet "${properties[@]}"
    dotnet "$output/bin/$suite/debug/$suite.dll" || failed=1
done
exit "$failed"
