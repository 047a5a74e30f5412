/* Makes and describes the golden files with libjpeg; generate.sh calls it. Every subcommand reads standard input or nothing,
   and writes to standard output. "T.81" is ITU-T T.81 (1992), the JPEG standard. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <jpeglib.h>

static void fail(const char *message) {
    fprintf(stderr, "libjpeg-golden: %s\n", message);
    exit(1);
}

/* The pictures: a ramp per channel, black and white rings as edges, and noise in the lower right half. Integers only, so that
   every machine makes the same ones. */
static int source_sample(int x, int y, int channel) {
    unsigned noise = ((unsigned)x * 73856093u ^ (unsigned)y * 19349663u ^ (unsigned)(channel + 1) * 83492791u) * 2654435761u;
    int ramp = 20 + (channel == 0 ? 7 * x : channel == 1 ? 7 * y : channel == 2 ? 230 - 4 * (x + y) : 3 * (x + y));
    int ring = (x - 5) * (x - 5) + (y - 9) * (y - 9);
    int sample = ramp + (ring % 120 < 40 ? 150 : ring % 120 < 80 ? -90 : 0);
    if (x + y > 16) sample += (int)(noise >> 24) - 128;
    return sample < 0 ? 0 : sample > 255 ? 255 : sample;
}

/* source <width> <height>: a PPM. */
static void write_source(int width, int height) {
    printf("P6\n%d %d\n255\n", width, height);
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
            for (int channel = 0; channel < 3; channel++) putchar(source_sample(x, y, channel));
}

/* cmyk|ycck <width> <height>: a JPEG of four components, which cjpeg cannot make. */
static void write_four_components(J_COLOR_SPACE color_space, int width, int height) {
    struct jpeg_compress_struct cinfo;
    struct jpeg_error_mgr errors;
    cinfo.err = jpeg_std_error(&errors);
    jpeg_create_compress(&cinfo);
    jpeg_stdio_dest(&cinfo, stdout);
    cinfo.image_width = (JDIMENSION)width;
    cinfo.image_height = (JDIMENSION)height;
    cinfo.input_components = 4;
    cinfo.in_color_space = JCS_CMYK;
    jpeg_set_defaults(&cinfo);
    jpeg_set_colorspace(&cinfo, color_space);
    jpeg_start_compress(&cinfo, TRUE);
    JSAMPROW row = malloc((size_t)width * 4);
    for (int y = 0; y < height; y++) {
        for (int i = 0; i < width * 4; i++) row[i] = (JSAMPLE)source_sample(i / 4, y, i % 4);
        jpeg_write_scanlines(&cinfo, &row, 1);
    }
    jpeg_finish_compress(&cinfo);
    jpeg_destroy_compress(&cinfo);
    free(row);
}

static char first_warning[JMSG_LENGTH_MAX];

static void keep_first_warning(j_common_ptr cinfo, int level) {
    if (level < 0 && cinfo->err->num_warnings++ == 0) cinfo->err->format_message(cinfo, first_warning);
}

static void write_levels(j_decompress_ptr cinfo, jvirt_barray_ptr *planes) {
    for (int c = 0; c < cinfo->num_components; c++) {
        jpeg_component_info *component = &cinfo->comp_info[c];
        for (JDIMENSION y = 0; y < component->height_in_blocks; y++) {
            JBLOCKARRAY row = cinfo->mem->access_virt_barray((j_common_ptr)cinfo, planes[c], y, 1, FALSE);
            for (JDIMENSION x = 0; x < component->width_in_blocks; x++)
                for (int i = 0; i < DCTSIZE2; i++) {
                    putchar(row[0][x][i] & 0xFF);
                    putchar(row[0][x][i] >> 8 & 0xFF);
                }
        }
    }
}

static void write_row(j_decompress_ptr cinfo) {
    if (cinfo->err->num_warnings > 0) printf("warn(%ld): %s", cinfo->err->num_warnings, first_warning);
    else printf("ok");
    printf("\t%s\t%u\t%u\t", cinfo->arith_code ? cinfo->progressive_mode ? "progressive-arithmetic" : "arithmetic"
        : cinfo->progressive_mode ? "progressive" : "sequential", cinfo->image_width, cinfo->image_height);
    for (int c = 0; c < cinfo->num_components; c++)
        printf("%s%dx%d", c > 0 ? "," : "", cinfo->comp_info[c].h_samp_factor, cinfo->comp_info[c].v_samp_factor);
    for (int c = 0; c < cinfo->num_components; c++)
        printf("%c%ux%u", c > 0 ? ',' : '\t', cinfo->comp_info[c].width_in_blocks, cinfo->comp_info[c].height_in_blocks);
    printf("\n");
}

/* row: outcome, process, width, height, components and blocks of a JPEG, as in coefficients.tsv.
   levels: its quantized coefficients; components in frame order, blocks by rows and without the padding to whole MCUs,
   64 little-endian Int16 per block in natural order. */
static void read_coefficients(int levels) {
    struct jpeg_decompress_struct cinfo;
    struct jpeg_error_mgr errors;
    cinfo.err = jpeg_std_error(&errors);
    errors.emit_message = keep_first_warning;
    jpeg_create_decompress(&cinfo);
    jpeg_stdio_src(&cinfo, stdin);
    jpeg_read_header(&cinfo, TRUE);
    jvirt_barray_ptr *planes = jpeg_read_coefficients(&cinfo);
    if (levels) write_levels(&cinfo, planes);
    else write_row(&cinfo);
    jpeg_destroy_decompress(&cinfo);
}

enum { SOF0 = 0xC0, SOF2 = 0xC2, RST0 = 0xD0, RST7 = 0xD7, SOI = 0xD8, EOI = 0xD9, SOS = 0xDA, DNL = 0xDC, COM = 0xFE };

static int is_restart(int marker) { return marker >= RST0 && marker <= RST7; }

static void write_segment(int marker, const void *payload, size_t length) {
    putchar(0xFF);
    putchar(marker);
    putchar((int)(length + 2) >> 8);
    putchar((int)(length + 2) & 0xFF);
    fwrite(payload, 1, length, stdout);
}

/* The end of the marker at start, with its segment (T.81 B.1.1.4) and the entropy-coded data behind it, if it has them. */
static size_t piece_end(const unsigned char *jpeg, size_t length, size_t start) {
    int marker = jpeg[start + 1];
    size_t end = start + 2;
    if (marker != SOI && marker != EOI && !is_restart(marker)) end += (size_t)(jpeg[end] << 8 | jpeg[end + 1]);
    if (marker == SOS || is_restart(marker))
        while (end + 1 < length && (jpeg[end] != 0xFF || jpeg[end + 1] == 0)) end++;
    return end;
}

/* surgery fill|comments|no-eoi|dnl|exif-le|exif-be: changes the markers of a JPEG that libjpeg wrote, not its coefficients. */
static void operate(const char *surgery) {
    /* A TIFF directory of one entry: tag 0x0112, orientation; type 3, UInt16; count 1; value 6. */
    static const unsigned char exif_le[] = "Exif\0\0" "II*\0\10\0\0\0" "\1\0" "\22\1\3\0\1\0\0\0\6\0\0\0" "\0\0\0\0";
    static const unsigned char exif_be[] = "Exif\0\0" "MM\0*\0\0\0\10" "\0\1" "\1\22\0\3\0\0\0\1\0\6\0\0" "\0\0\0\0";
    static unsigned char jpeg[1 << 20];
    size_t length = fread(jpeg, 1, sizeof jpeg, stdin);
    unsigned char height[2] = { 0, 0 };
    int scans = 0, in_first_scan = 0, extra = 0;
    for (size_t start = 0, end; start < length; start = end) {
        int marker = jpeg[start + 1];
        end = piece_end(jpeg, length, start);
        if (end > length) fail("cut JPEG");
        if (!strcmp(surgery, "fill") && marker != SOI)  /* T.81 B.1.1.2: any number of 0xFF before a marker */
            for (int i = extra++ % 3; i >= 0; i--) putchar(0xFF);
        if (!strcmp(surgery, "comments") && marker != SOI && !is_restart(marker)) {
            write_segment(COM, "\xFF\xD8 no marker \xFF\xD9", 15);
            write_segment(0xE0 + extra++ % 16, "\xFF\xDA", 2);
            write_segment(COM, "", 0);
        }
        if (!strcmp(surgery, "dnl")) {
            if (marker >= SOF0 && marker <= SOF2) {
                memcpy(height, jpeg + start + 5, 2);
                memset(jpeg + start + 5, 0, 2);
            }
            if (in_first_scan && !is_restart(marker)) {
                write_segment(DNL, height, 2);  /* T.81 B.2.5: at the end of the first scan */
                in_first_scan = 0;
            }
            if (marker == SOS && scans++ == 0) in_first_scan = 1;
        }
        if (strcmp(surgery, "no-eoi") || marker != EOI) fwrite(jpeg + start, 1, end - start, stdout);
        if (!strcmp(surgery, "exif-le") && marker == SOI) write_segment(0xE1, exif_le, sizeof exif_le - 1);
        if (!strcmp(surgery, "exif-be") && marker == SOI) write_segment(0xE1, exif_be, sizeof exif_be - 1);
    }
}

int main(int count, char **arguments) {
    const char *command = count > 1 ? arguments[1] : "";
    int width = count == 4 ? atoi(arguments[2]) : 0, height = count == 4 ? atoi(arguments[3]) : 0;
    if (!strcmp(command, "source")) write_source(width, height);
    else if (!strcmp(command, "cmyk")) write_four_components(JCS_CMYK, width, height);
    else if (!strcmp(command, "ycck")) write_four_components(JCS_YCCK, width, height);
    else if (!strcmp(command, "row")) read_coefficients(0);
    else if (!strcmp(command, "levels")) read_coefficients(1);
    else if (!strcmp(command, "surgery") && count == 3) operate(arguments[2]);
    else fail("expected source, cmyk, ycck, row, levels or surgery");
    return 0;
}
