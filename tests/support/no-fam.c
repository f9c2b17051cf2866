/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Preloaded into the unpacked Courier of the tests: there is no daemon that
 * watches files. Courier knows what to do then; its library would look for the
 * daemon for a second and more, at each login.
 */
struct FAMConnection;

int FAMOpen(struct FAMConnection *connection);

int
FAMOpen(struct FAMConnection *connection)
{
	(void) connection;
	return -1;
}
