/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The state of each board's way out. Kept in memory only: after a restart each
 * shows itself with the first mail.
 */
#include "daemon/routes.h"

typedef enum { ROUTE_UNTRIED, ROUTE_WORKS, ROUTE_FAILS } RouteState;

struct Routes {
	const Settings *settings;
	void (*wake)(gpointer);
	gpointer user;
	GMutex mutex;
	RouteState *states; /* as settings->boards */
};

Routes *
routes_new(const Settings *settings, void (*wake)(gpointer), gpointer user)
{
	Routes *routes = g_new0(Routes, 1);

	routes->settings = settings;
	routes->wake = wake;
	routes->user = user;
	routes->states = g_new0(RouteState, settings->boards->len);
	g_mutex_init(&routes->mutex);
	return routes;
}

void
routes_free(Routes *routes)
{
	if (!routes)
		return;
	g_mutex_clear(&routes->mutex);
	g_free(routes->states);
	g_free(routes);
}

static RouteState *
state_of(Routes *routes, const Board *board)
{
	guint index = 0;
	gboolean found = g_ptr_array_find(routes->settings->boards, board, &index);

	g_assert(found);
	return &routes->states[index];
}

void
routes_set(Routes *routes, const Board *board, gboolean works)
{
	if (!routes)
		return;
	g_mutex_lock(&routes->mutex);
	*state_of(routes, board) = works ? ROUTE_WORKS : ROUTE_FAILS;
	g_mutex_unlock(&routes->mutex);
}

gboolean
routes_may_work(Routes *routes, const Board *board)
{
	if (!routes)
		return TRUE;
	g_mutex_lock(&routes->mutex);
	gboolean may = *state_of(routes, board) != ROUTE_FAILS;
	g_mutex_unlock(&routes->mutex);
	return may;
}

static const Board *
find_other(Routes *routes, const Board *board, RouteState state)
{
	for (guint i = 0; i < routes->settings->boards->len; i++) {
		const Board *other = g_ptr_array_index(routes->settings->boards, i);

		if (other != board && routes->states[i] == state)
			return other;
	}
	return NULL;
}

const Board *
routes_around(Routes *routes, const Board *board)
{
	if (!routes)
		return NULL;
	g_mutex_lock(&routes->mutex);
	const Board *other = find_other(routes, board, ROUTE_WORKS);
	if (!other)
		other = find_other(routes, board, ROUTE_UNTRIED);
	g_mutex_unlock(&routes->mutex);
	return other;
}

void
routes_wake(Routes *routes)
{
	if (routes)
		routes->wake(routes->user);
}
