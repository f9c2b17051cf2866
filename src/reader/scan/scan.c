/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From what a scanner or a telephone makes of a page to what can be read.
 * Must never take away what may be a letter's dot.
 */
#include "reader/scan/scan.h"

#include <math.h>

#define SIDE_MAX    3600 /* pixels: a page of A4 at 300 dots an inch */
#define SIDE_MIN    1750 /* smaller letters are read better when they are larger */
#define TILE        32   /* pixels in which light is even */
#define WHITE       240
#define DARK        150 /* of WHITE: darker is ink */
#define SPECK       3   /* pixels, at SIDE_MAX: smaller is dirt */
#define SKEW_SURE   2.0
#define SKEW_LEAST  0.1 /* degrees */
#define TURN_SURE   8.0 /* of leptonica's confidence that a page lies on its side or head */
#define SMALL_LEAST 4   /* pixels: lower components are dots */

void
scan_clear(Scan *scan)
{
	pixDestroy(&scan->gray);
	pixDestroy(&scan->ink);
}

static gboolean
replace(PIX **pix, PIX *by)
{
	if (!by)
		return FALSE;
	pixDestroy(pix);
	*pix = by;
	return TRUE;
}

/* Of the size at which letters are read best. */
static gboolean
resize(PIX **gray)
{
	gint32 side = MAX(pixGetWidth(*gray), pixGetHeight(*gray));
	float scale = side > SIDE_MAX ? (float) SIDE_MAX / (float) side : 1;

	if (side < SIDE_MIN)
		scale = 2;
	return scale == 1 || replace(gray, pixScale(*gray, scale, scale));
}

/* Shadows and yellow paper become white. */
static gboolean
even_light(PIX **gray)
{
	PIX *even = pixBackgroundNorm(
		*gray, NULL, NULL, TILE, TILE, DARK / 2, TILE * TILE / 3, WHITE, 2, 2);

	return !even || replace(gray, even);
}

static gboolean
find_ink(Scan *scan)
{
	return replace(&scan->ink, pixThresholdToBinary(scan->gray, DARK));
}

/* Quarter turns clockwise that make the page stand upright. */
static gint32
turns_of(PIX *ink)
{
	float up = 0, left = 0;
	gint32 decision = L_TEXT_ORIENT_UNKNOWN;

	if (pixOrientDetect(ink, &up, &left, 0, 0) != 0 ||
		makeOrientDecision(up, left, TURN_SURE, 0, &decision, 0) != 0)
		return 0;
	return decision == L_TEXT_ORIENT_LEFT    ? 1
	       : decision == L_TEXT_ORIENT_DOWN  ? 2
	       : decision == L_TEXT_ORIENT_RIGHT ? 3
						 : 0;
}

static gboolean
straighten(Scan *scan)
{
	gint32 turns = turns_of(scan->ink);
	float angle = 0, sure = 0;

	if (turns && (!replace(&scan->gray, pixRotateOrth(scan->gray, turns)) ||
			     !replace(&scan->ink, pixRotateOrth(scan->ink, turns))))
		return FALSE;
	if (pixFindSkew(scan->ink, &angle, &sure) != 0 || sure < SKEW_SURE ||
		fabsf(angle) < SKEW_LEAST)
		return TRUE;
	return replace(&scan->gray, pixRotate(scan->gray, angle * (float) G_PI / 180,
					    L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0)) &&
	       find_ink(scan);
}

/* Takes the dirt away, out of both. */
static gboolean
clean(Scan *scan)
{
	g_autoptr(ScanPix) kept = pixSelectBySize(
		scan->ink, SPECK, SPECK, 8, L_SELECT_IF_EITHER, L_SELECT_IF_GTE, NULL);
	g_autoptr(ScanPix) dirt = kept ? pixSubtract(NULL, scan->ink, kept) : NULL;
	g_autoptr(ScanPix) around = dirt ? pixDilateBrick(NULL, dirt, SPECK, SPECK) : NULL;

	if (!around)
		return FALSE;
	pixPaintThroughMask(scan->gray, around, 0, 0, 255);
	return replace(&scan->ink, g_steal_pointer(&kept));
}

static gint
compare_heights(gconstpointer a, gconstpointer b)
{
	return *(const gint32 *) a - *(const gint32 *) b;
}

/* The height of most components: small letters, for there are more of them than of others. */
static guint
measure(PIX *ink)
{
	BOXA *parts = pixConnCompBB(ink, 8);
	g_autoptr(GArray) heights = g_array_new(FALSE, FALSE, sizeof(gint32));
	gint32 x, y, width, height;

	for (gint32 i = 0; parts && i < boxaGetCount(parts); i++)
		if (boxaGetBoxGeometry(parts, i, &x, &y, &width, &height) == 0 &&
			height >= SMALL_LEAST && width < 4 * height)
			g_array_append_val(heights, height);
	boxaDestroy(&parts);
	g_array_sort(heights, compare_heights);
	return heights->len ? (guint) g_array_index(heights, gint32, heights->len / 2) : 0;
}

gboolean
scan_take(PIX *picture, Scan *ret_scan)
{
	g_auto(Scan) scan = { .gray = pixConvertTo8(picture, 0) };

	pixDestroy(&picture);
	if (!scan.gray || !resize(&scan.gray) || !even_light(&scan.gray) || !find_ink(&scan) ||
		!straighten(&scan) || !clean(&scan))
		return FALSE;
	scan.small = measure(scan.ink);
	if (scan.small == 0)
		return FALSE;
	*ret_scan = scan;
	scan = (Scan){ 0 };
	return TRUE;
}
