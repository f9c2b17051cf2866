/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The lock that keeps a second daemon out, and the socket that wakes the one
 * that runs. A connection is the whole message: nothing is read from it.
 */
#include "daemon/control.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "core/error.h"

struct Control {
	int lock;
	char *socket_path;
	GSocketService *service;
	void (*woken)(gpointer);
	gpointer user;
};

static int
take_lock(const char *database, GError **error)
{
	g_autofree char *path = g_strdup_printf("%s.lock", database);
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	if (fd < 0) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_STORE, "%s: %s", path, g_strerror(errno));
		return -1;
	}
	if (flock(fd, LOCK_EX | LOCK_NB) == 0)
		return fd;
	g_set_error(error, LEX_ERROR, LEX_ERROR_TEMPORARY,
		"%s: another lexsarahd runs on this database", path);
	close(fd);
	return -1;
}

static gboolean
on_incoming(GSocketService *service G_GNUC_UNUSED, GSocketConnection *connection G_GNUC_UNUSED,
	GObject *source G_GNUC_UNUSED, gpointer user)
{
	Control *control = user;

	control->woken(control->user);
	return TRUE;
}

/* NULL if it is too long: GIO would cut it off, and bind a socket of another name. */
static GSocketAddress *
address_of(const char *path, GError **error)
{
	gsize most = sizeof(((struct sockaddr_un *) NULL)->sun_path) - 1;

	if (strlen(path) <= most)
		return g_unix_socket_address_new(path);
	g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG,
		"the path has more than the %zu bytes that a socket's may have", most);
	return NULL;
}

static gboolean
listen_on(Control *control, GError **error)
{
	g_autoptr(GSocketAddress) address = address_of(control->socket_path, error);

	if (!address) {
		g_prefix_error(error, "%s: ", control->socket_path);
		return FALSE;
	}
	/* We hold the lock: a socket that is there is one that a kill left behind. */
	g_unlink(control->socket_path);
	control->service = g_socket_service_new();
	/* Before there is another thread: the mask is the whole process's. */
	mode_t mask = umask(0177);
	gboolean bound = g_socket_listener_add_address(G_SOCKET_LISTENER(control->service), address,
		G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, NULL, NULL, error);
	umask(mask);
	if (!bound) {
		g_prefix_error(error, "%s: ", control->socket_path);
		return FALSE;
	}
	g_signal_connect(control->service, "incoming", G_CALLBACK(on_incoming), control);
	g_socket_service_start(control->service);
	return TRUE;
}

Control *
control_new(const char *database, void (*woken)(gpointer), gpointer user, GError **error)
{
	g_autoptr(GError) deaf = NULL;
	int lock = take_lock(database, error);

	if (lock < 0)
		return NULL;
	Control *control = g_new0(Control, 1);
	control->lock = lock;
	control->woken = woken;
	control->user = user;
	control->socket_path = g_strdup_printf("%s.sock", database);
	/* Too long a path for a socket is no reason to leave mail lying: polling goes on. */
	if (woken && !listen_on(control, &deaf))
		g_message("the command line cannot wake this daemon: %s", deaf->message);
	return control;
}

void
control_free(Control *control)
{
	if (!control)
		return;
	if (control->service) {
		g_socket_service_stop(control->service);
		g_socket_listener_close(G_SOCKET_LISTENER(control->service));
		g_object_unref(control->service);
	}
	if (control->woken)
		g_unlink(control->socket_path);
	g_free(control->socket_path);
	close(control->lock);
	g_free(control);
}

gboolean
control_is_heard(const char *database)
{
	g_autofree char *path = g_strdup_printf("%s.sock", database);
	g_autoptr(GSocketClient) client = g_socket_client_new();
	g_autoptr(GSocketAddress) address = address_of(path, NULL);

	g_autoptr(GSocketConnection) connection =
		address ? g_socket_client_connect(client, G_SOCKET_CONNECTABLE(address), NULL, NULL)
			: NULL;
	return connection != NULL;
}

void
control_wake(const char *database)
{
	if (!control_is_heard(database))
		g_debug("no lexsarahd to wake");
}
