#!/usr/bin/env bash
# Rewrites the golden JPEG files and coefficients.tsv next to this script. Needs cjpeg and the headers of libjpeg-turbo, a C compiler
# and sha256sum.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "${BASH_SOURCE[0]}")"
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
tool=$work/libjpeg-golden
"${CC:-cc}" -std=c99 -Wall ${CFLAGS:-} ${CPPFLAGS:-} libjpeg-golden.c -o "$tool" ${LDFLAGS:-} -ljpeg
rm -f ./*.jpg
: > "$work/rows"

# add <name> [<twin>]: the row of a new file; of its twin, where libjpeg cannot read the file itself.
add() {
    local twin=${2:-$1} row hash
    row=$("$tool" row < "$twin")
    hash=$("$tool" levels < "$twin" | sha256sum | cut -d ' ' -f 1)
    printf '%s\t%s\t%s\n' "$1" "$row" "$hash" >> "$work/rows"
}

# The grid: sampling x variant x side, with another quality for every side.
echo '0; 1; 2;' > "$work/scans"
for side_quality in 1:60 7:95 8:85 9:25 17:90 33:75; do
    side=${side_quality%:*}
    quality=${side_quality#*:}
    "$tool" source "$side" "$side" > "$work/source.ppm"
    for sampling in 1x1 2x1 1x2 2x2 4x1 1x4 4x2 3x1; do
        for variant in sequential progressive non-interleaved restart-mcu restart-row; do
            options=(-quality "$quality" -sample "$sampling")
            case $variant in
                progressive) options+=(-progressive) ;;
                non-interleaved) options+=(-scans "$work/scans") ;;
                restart-mcu) options+=(-restart 1B) ;;
                restart-row) options+=(-restart 1) ;;
            esac
            name=$sampling-$variant-$side.jpg
            cjpeg "${options[@]}" "$work/source.ppm" > "$name"
            add "$name"
        done
    done
done

# The extras, all of one picture of 33x17 pixels; 4:2:0 and quality 75 where nothing else is said.
"$tool" source 33 17 > "$work/source.ppm"
extra() {
    local name=$1
    shift
    cjpeg "$@" "$work/source.ppm" > "$name"
    add "$name"
}
extra gray.jpg -grayscale
extra gray-2x2.jpg -grayscale -sample 2x2
extra optimized.jpg -optimize
extra progressive-restart-mcu.jpg -progressive -restart 1B
extra progressive-restart-row.jpg -progressive -restart 1
extra progressive-quality-5.jpg -progressive -quality 5 -sample 1x1
extra arithmetic.jpg -arithmetic
extra arithmetic-progressive.jpg -arithmetic -progressive
extra rgb.jpg -rgb
extra quality-100.jpg -quality 100 -sample 1x1
extra all-2x1.jpg -sample 2x1,2x1,2x1
extra chroma-2x2.jpg -sample 1x1,2x2,1x1
echo '0; 1 2;' > "$work/scans-y-cbcr"
extra scans-y-cbcr.jpg -scans "$work/scans-y-cbcr"
for table in 1 2; do  # 64 steps in natural order: 2, 13, ..., 695; twice that for chroma
    for ((i = 0; i < 64; i++)); do echo $((table * (2 + 11 * i))); done
done > "$work/qtables"
extra quantization-16-bit.jpg -qtables "$work/qtables" -qslots 0,1,1 -quality 50  # 50 scales the tables by 1

for space in cmyk ycck; do
    "$tool" "$space" 33 17 > "$space.jpg"
    add "$space.jpg"
done

# Byte surgery: the markers change, the coefficients are those of the file before it.
cjpeg "$work/source.ppm" > "$work/plain.jpg"
cjpeg -restart 1B "$work/source.ppm" > "$work/restart.jpg"
cjpeg -scans "$work/scans" "$work/source.ppm" > "$work/scans.jpg"
surgery() {
    local name=$1 kind=$2 before=$work/$3.jpg
    "$tool" surgery "$kind" < "$before" > "$name"
    if [[ $kind == dnl ]]; then add "$name" "$before"; else add "$name"; fi  # libjpeg reads no DNL
}
surgery fill-bytes.jpg fill restart
surgery comments.jpg comments scans
surgery no-eoi.jpg no-eoi plain
surgery exif-6-little-endian.jpg exif-le plain
surgery exif-6-big-endian.jpg exif-be plain
surgery dnl.jpg dnl plain
surgery dnl-restart.jpg dnl restart
surgery dnl-non-interleaved.jpg dnl scans

{
    printf 'file\toutcome\tprocess\twidth\theight\tcomponents\tblocks\tsha256_of_quantized_coefficients\n'
    sort "$work/rows"
} > coefficients.tsv
