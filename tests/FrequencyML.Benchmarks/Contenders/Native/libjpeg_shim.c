/* What of libjpeg is measured or compared with, behind functions that never leave the process: an error returns -1 and keeps its message. */
#include <setjmp.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <jpeglib.h>

#define TEXT_OF(x) #x
#define TEXT(x) TEXT_OF(x)

typedef struct {
    struct jpeg_decompress_struct jpeg;
    struct jpeg_error_mgr errors;
    jmp_buf failed;
    char message[JMSG_LENGTH_MAX];
} reader;

static void fail(j_common_ptr jpeg)
{
    reader *r = (reader *)jpeg->client_data;
    jpeg->err->format_message(jpeg, r->message);
    longjmp(r->failed, 1);
}

static void ignore(j_common_ptr jpeg) { (void)jpeg; }

const char *shim_version(void)
{
#ifdef LIBJPEG_TURBO_VERSION
    return "libjpeg-turbo " TEXT(LIBJPEG_TURBO_VERSION);
#else
    return "libjpeg " TEXT(JPEG_LIB_VERSION);
#endif
}

reader *shim_open(void)
{
    reader *r = calloc(1, sizeof(reader));
    if (!r) return NULL;
    r->jpeg.err = jpeg_std_error(&r->errors);
    r->errors.error_exit = fail;
    r->errors.output_message = ignore;
    r->jpeg.client_data = r;
    if (setjmp(r->failed)) { free(r); return NULL; }
    jpeg_create_decompress(&r->jpeg);
    return r;
}

void shim_close(reader *r) { jpeg_destroy_decompress(&r->jpeg); free(r); }

const char *shim_message(reader *r) { return r->message; }

/* Reads all coefficients into libjpeg's own arrays; returns the number of components. */
int shim_read_coefficients(reader *r, const unsigned char *bytes, size_t length)
{
    if (setjmp(r->failed)) { jpeg_abort_decompress(&r->jpeg); return -1; }
    jpeg_mem_src(&r->jpeg, (unsigned char *)bytes, length);
    jpeg_read_header(&r->jpeg, TRUE);
    jpeg_read_coefficients(&r->jpeg);
    int components = r->jpeg.num_components;
    jpeg_abort_decompress(&r->jpeg);
    return components;
}

/*
 * Copies all coefficients: components in frame order, block rows, blocks without those that complete an MCU, natural order. Returns their number, and the
 * warnings that reading gave.
 */
long shim_copy_coefficients(reader *r, const unsigned char *bytes, size_t length, short *coefficients, size_t capacity, long *warnings)
{
    if (setjmp(r->failed)) { jpeg_abort_decompress(&r->jpeg); return -1; }
    jpeg_mem_src(&r->jpeg, (unsigned char *)bytes, length);
    jpeg_read_header(&r->jpeg, TRUE);
    jvirt_barray_ptr *planes = jpeg_read_coefficients(&r->jpeg);
    size_t count = 0;
    for (int i = 0; i < r->jpeg.num_components; i++) {
        jpeg_component_info *component = &r->jpeg.comp_info[i];
        size_t row_length = (size_t)component->width_in_blocks * DCTSIZE2;
        for (JDIMENSION y = 0; y < component->height_in_blocks; y++, count += row_length) {
            if (count + row_length > capacity) continue;
            JBLOCKARRAY row = r->jpeg.mem->access_virt_barray((j_common_ptr)&r->jpeg, planes[i], y, 1, FALSE);
            memcpy(coefficients + count, row[0], row_length * sizeof(short));
        }
    }
    *warnings = r->errors.num_warnings;
    jpeg_abort_decompress(&r->jpeg);
    return (long)count;
}

/* Decodes to RGB, [row, column, 3]; returns the number of rows. */
int shim_decode_rgb(reader *r, const unsigned char *bytes, size_t length, unsigned char *rgb, size_t capacity)
{
    if (setjmp(r->failed)) { jpeg_abort_decompress(&r->jpeg); return -1; }
    jpeg_mem_src(&r->jpeg, (unsigned char *)bytes, length);
    jpeg_read_header(&r->jpeg, TRUE);
    r->jpeg.out_color_space = JCS_RGB;
    jpeg_start_decompress(&r->jpeg);
    size_t stride = (size_t)r->jpeg.output_width * 3;
    if (capacity / stride < r->jpeg.output_height) { snprintf(r->message, sizeof r->message, "buffer too small"); longjmp(r->failed, 1); }
    while (r->jpeg.output_scanline < r->jpeg.output_height) {
        JSAMPROW row = rgb + r->jpeg.output_scanline * stride;
        jpeg_read_scanlines(&r->jpeg, &row, 1);
    }
    int rows = (int)r->jpeg.output_height;
    jpeg_abort_decompress(&r->jpeg);
    return rows;
}
