/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A mail of our own with a report in the words of the mail and another in a
 * Word document. Must never hold anything but what is written here.
 */
#include "reader/warm.h"

#include "adapters/reading-json.h"
#include "reader/format.h"
#include "reader/read-file.h"

/* Each of the patterns that values are looked for with has a line, and none is found at once. */
static const char sample[] =
	"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
	"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
	"Lex Sarah-rapport\r\n(14 kap. 3 \302\247 SoL)\r\nRapporten l\303\244mnas av\r\n"
	"Namn: Namn Exempel\r\nTelefonnummer: 08-123 45 67\r\nE-postadress: a@b.example\r\n"
	"Dnr: 2026-0001\r\nN\303\244r uppm\303\244rksammades h\303\244ndelsen?\r\n"
	"Datum: ca 2 januari, 1/2 2026 eller 1.2.2026\r\nVeckodag: en fredag\r\n"
	"<input type=checkbox> Namn\r\nKlockslag: vid 9 em\r\nVad har h\303\244nt?\r\nEn sak.\r\n"
	"Exempels kommun\r\nExempelgatan 12\r\n123 45 Exempelstad\r\nVX 08-12 34 56\r\n"
	"info@kommun.example\r\nwww.kommun.example\r\n"
	"--b\r\nContent-Type: text/html; charset=windows-1252\r\n"
	"Content-Transfer-Encoding: base64\r\n\r\nPHA+TmFtbjwvcD4=\r\n"
	"--b\r\nContent-Type: application/octet-stream\r\n"
	"Content-Disposition: attachment; filename=\"warm.docx\"\r\n"
	"Content-Transfer-Encoding: base64\r\n\r\n"
	"UEsDBBQAAAAIAAAAIQCt0EBt5QAAAKgBAAARAAAAd29yZC9kb2N1bWVudC54bWxtUEtOwzAQvUrk\r\n"
	"fTuBRYWixF0gsUIVEnAAxzZN1Nhj2QMJB+IkXAzHTkuK2MzzeN5786n3kxmKD+1Dj7ZhN9uSFdpK\r\n"
	"VL09Nuz15WFzx/a8HiuF8t1oS0Xk21CNDeuIXAUQZKeNCFt02sbaG3ojKKb+CCN65TxKHUK0MwPc\r\n"
	"luUOjOgtmy1bVJ8zujn4FJ4StMBruGTEH/VUPAsvuo0XzqGnuUqZk2JyoHZIkEXy2pn4QRj7jw7O\r\n"
	"3JUiKFogTxA3lKcWpzzW5Ts+7tFSPMqqzffX3yZrGizmV70hDw3LCnC+DPxenf8AUEsBAhQDFAAA\r\n"
	"AAgAAAAhAK3QQG3lAAAAqAEAABEAAAAAAAAAAAAAAIABAAAAAHdvcmQvZG9jdW1lbnQueG1sUEsF\r\n"
	"BgAAAAABAAEAPwAAABQBAAAAAA==\r\n"
	"--b--\r\n";

void
reader_warm(const FormVocabulary *vocabulary)
{
	g_autoptr(GBytes) content = g_bytes_new_static(sample, sizeof sample - 1);

	/* No reading tells a local time: each that an archive holds would look for a zone. */
	g_setenv("TZ", "UTC0", TRUE);
	format_warm_text();
	/* Twice: what a first reading leaves behind is there too. */
	for (int i = 0; i < 2; i++) {
		g_autoptr(ReadingFile) file = read_file(vocabulary, "warm.eml", content, NULL);
		g_autofree char *json = file ? reading_json_write(file) : NULL;

		g_assert(json);
	}
}
