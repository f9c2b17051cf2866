/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * What a delivery status notification says (RFC 3464): fields in groups, the
 * first about the mail, each other about one recipient. Its sender wrote all of
 * it: that it knows the Message-ID of a notice and the recipient shows that it
 * saw that notice, and is all that is ever believed of it.
 */

/* One recipient. */
typedef struct {
	char *action;      /* "failed", "delayed", "delivered", "relayed", "expanded": lower-case */
	char *final_to;    /* address, folded; or NULL */
	char *original_to; /* likewise */
	char *status;      /* "5.1.1" (RFC 3463), or NULL */
} DeliveryOutcome;

typedef struct {
	char *envelope_id;   /* Original-Envelope-Id, without <>, or NULL */
	char *message_id;    /* of the mail that it speaks of, without <>, or NULL */
	GPtrArray *outcomes; /* DeliveryOutcome *, at least one */
} DeliveryReport;

/* NULL if text names no recipient with an action (RFC 3464 section 2.3): then it is none. */
DeliveryReport *delivery_report_parse(const char *text);

/* The Message-ID, without <>, among headers as text; NULL if there is none. g_free() it. */
char *delivery_report_find_message_id(const char *headers);

/*
 * The outcome that says delivery to address failed for good, or NULL: another
 * recipient's failure, or a delay, says nothing of it. Borrowed.
 */
const DeliveryOutcome *delivery_report_failure(const DeliveryReport *report, const char *address);

/*
 * TRUE if it says that the address takes no mail at all, by its status (RFC 3463, section 3.2 and
 * 3.3; RFC 7505): no such mailbox or host, no address, moved, disabled. What is full, too large or
 * refused for its content says nothing of the next one.
 */
gboolean delivery_outcome_is_lasting(const DeliveryOutcome *outcome);

/* TRUE if text has a field of that name. For other notifications than these. */
gboolean delivery_report_has_field(const char *text, const char *name);

void delivery_report_free(DeliveryReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DeliveryReport, delivery_report_free)
