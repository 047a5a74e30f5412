#!/usr/bin/env bash
# What the tests run of FrequencyML.Jpeg, FrequencyML.Dct and FrequencyML.Models: lines and branches of each, and the classes of which they run
# least. Exit code 1 if a test fails, or if a library has less than 90 % of its lines run. A page with every line is artifacts/coverage/report/index.html.
set -euo pipefail
cd "$(dirname "$0")/.."
results=artifacts/coverage
rm -rf "$results"
# Without the tests that bound time: counting lines makes the readers many times slower.
for project in Jpeg Dct Transforms Models; do
    dotnet test -c Release "tests/FrequencyML.$project.Tests" --filter 'FullyQualifiedName!~EndsSoon' --settings tests/coverage.runsettings --collect 'XPlat Code Coverage' --results-directory "$results/$project"
done
[ -x artifacts/tools/reportgenerator ] || dotnet tool install dotnet-reportgenerator-globaltool --version 5.6.0 --tool-path artifacts/tools
artifacts/tools/reportgenerator "-reports:$results/*/*/coverage.cobertura.xml" "-targetdir:$results/report" '-reporttypes:TextSummary;Cobertura;Html' -verbosity:Warning

echo
echo 'least run:'
awk '/^  Freq/ { print $NF, $1 }' "$results/report/Summary.txt" | sort -n | awk '$1 + 0 < 95'
echo 'of lines and branches:'
sed -n 's/.*<package name="\([^"]*\)" line-rate="\([^"]*\)" branch-rate="\([^"]*\)".*/\1 \2 \3/p' "$results/report/Cobertura.xml" |
    awk '{ printf "%-20s %5.1f %% %5.1f %%\n", $1, 100 * $2, 100 * $3; if ($2 < 0.9) status = 1 } END { exit status || NR != 3 }'
