/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the codes of identity providers and mail servers mean for the person who
 * has to set it right. The sentences hold nothing that a server said, so that
 * no secret or token can come into a mail through them.
 */
#include "core/mail/refusal.h"

#include <string.h>

#define GRANT_MAILBOX                                                                              \
	"register the application with New-ServicePrincipal and give it the mailbox with "         \
	"Add-MailboxPermission -AccessRights FullAccess in Exchange Online"
#define GRANT_MAILBOX_SV                                                                           \
	"Registrera appen med New-ServicePrincipal och ge den brevlådan med "                     \
	"Add-MailboxPermission -AccessRights FullAccess i Exchange Online"

static const Refusal tokens[] = {
	{ "AADSTS90002", "the tenant in token_url does not exist",
		"write your own tenant id into token_url",
		"Katalogen (tenant) i token_url finns inte. Skriv er egen katalogs id i "
		"token_url" },
	{ "AADSTS900023", "the tenant in token_url is no tenant id or domain",
		"write your own tenant id into token_url",
		"Det som står som katalog (tenant) i token_url är inget giltigt id. Skriv er egen "
		"katalogs id i token_url" },
	{ "AADSTS700016", "the tenant knows no application with this client_id",
		"compare client_id and token_url with the application's page in Entra",
		"Katalogen känner ingen app med detta client_id. Jämför client_id och token_url "
		"med appens sida i Entra" },
	{ "AADSTS7000215", "the client secret is wrong",
		"put the secret's value, not its id, into client_secret_file",
		"Klienthemligheten är fel. Lägg hemlighetens värde, inte dess id, i "
		"client_secret_file" },
	{ "AADSTS7000222", "the client secret has expired",
		"make a new secret in Entra and put it into client_secret_file",
		"Klienthemligheten har gått ut. Skapa en ny i Entra och lägg den i "
		"client_secret_file" },
	{ "AADSTS700027", "the certificate is not registered with the application",
		"upload the certificate of client_certificate to the application in Entra",
		"Certifikatet är inte registrerat på appen. Ladda upp certifikatet i "
		"client_certificate på appens sida i Entra" },
	{ "AADSTS700024", "the signed assertion is not valid now", "set this host's clock right",
		"Det signerade intyget gäller inte vid den här tiden. Ställ datorns klocka rätt" },
	{ "AADSTS65001", "nobody has consented to the application's permissions",
		"let an administrator grant consent to IMAP.AccessAsApp and SMTP.SendAsApp in "
		"Entra",
		"Samtycke till appens behörigheter saknas. Låt en administratör ge samtycke till "
		"IMAP.AccessAsApp och SMTP.SendAsApp i Entra" },
	{ "AADSTS7000229", "the application has no service principal in the tenant",
		"let an administrator grant consent to the application in Entra",
		"Appen saknar tjänsthuvudnamn (service principal) i katalogen. Låt en "
		"administratör ge samtycke till appen i Entra" },
	{ "AADSTS7000112", "the application is disabled", "enable the application in Entra",
		"Appen är avstängd. Slå på den i Entra" },
	{ "AADSTS53003", "a rule of Conditional Access blocks the application",
		"exempt the application or this host's address in Conditional Access",
		"En regel för villkorsstyrd åtkomst stoppar appen. Undanta appen eller den här "
		"datorns adress" },
	{ "AADSTS500011", "the scope names a service that the tenant does not know",
		"write scope = \"https://outlook.office365.com/.default\"",
		"Värdet i scope pekar på en tjänst som katalogen inte känner. Skriv "
		"https://outlook.office365.com/.default" },
	{ "AADSTS1002012", "the scope is not of the kind for client credentials",
		"write scope = \"https://outlook.office365.com/.default\"",
		"Värdet i scope är av fel slag. Skriv https://outlook.office365.com/.default" },
	{ "AADSTS70011", "the scope is not valid",
		"write scope = \"https://outlook.office365.com/.default\"",
		"Värdet i scope är ogiltigt. Skriv https://outlook.office365.com/.default" },
	/* RFC 6749 section 5.2, where the provider says nothing better. */
	{ "invalid_client", "client_id, or the secret or key that goes with it, is wrong",
		"compare them with the application's page at the provider",
		"client_id, eller hemligheten eller nyckeln till det, är fel. Jämför med appens "
		"sida hos leverantören" },
	{ "unauthorized_client", "the application may not ask for this scope",
		"delegate the scope to client_id for the whole domain (Google: Security, API "
		"controls, Domain-wide delegation)",
		"Appen får inte begära detta scope. Delegera det till client_id för hela domänen "
		"(Google: Säkerhet, API-kontroller, Domänomfattande delegering)" },
	{ "invalid_grant", "the provider does not accept the key or the mailbox's user",
		"check service_account_file, user and this host's clock",
		"Leverantören godtar inte nyckeln eller brevlådans användare. Kontrollera "
		"service_account_file, user och datorns klocka" },
	{ "invalid_scope", "the scope is not valid", "correct scope",
		"Värdet i scope är ogiltigt. Rätta scope" },
	{ "unsupported_grant_type", "the provider does not know this way to ask for a token",
		"compare token_url with the provider's instructions",
		"Leverantören känner inte det här sättet att begära en biljett. Jämför token_url "
		"med leverantörens anvisning" },
	{ "invalid_request", "the provider does not understand the request for a token",
		"compare token_url, client_id and scope with the provider's instructions",
		"Leverantören förstår inte begäran om en biljett. Jämför token_url, client_id och "
		"scope med leverantörens anvisning" },
	{ "access_denied", "the provider denies the application a token",
		"let an administrator grant consent to the application",
		"Leverantören nekar appen en biljett. Låt en administratör ge samtycke till appen" },
};

static const Refusal logins[] = {
	{ "SmtpClientAuthentication is disabled", "SMTP AUTH is turned off for the mailbox",
		"run Set-CASMailbox -SmtpClientAuthenticationDisabled $false for it in Exchange "
		"Online",
		"SMTP AUTH är avstängt för brevlådan. Kör Set-CASMailbox "
		"-SmtpClientAuthenticationDisabled $false för den i Exchange Online" },
	{ "5.7.139", "a rule of the tenant forbids the login by SMTP",
		"allow SMTP AUTH for the mailbox (Set-CASMailbox) and the application in "
		"Conditional Access",
		"En regel i katalogen förbjuder inloggning med SMTP. Tillåt SMTP AUTH för "
		"brevlådan (Set-CASMailbox) och appen i villkorsstyrd åtkomst" },
	{ "User is authenticated but not connected",
		"the token is good but the mailbox is not open to the application by IMAP",
		"turn IMAP on (Set-CASMailbox -ImapEnabled $true), and " GRANT_MAILBOX,
		"Biljetten godtas, men brevlådan är inte öppen för appen med IMAP. Slå på IMAP "
		"(Set-CASMailbox -ImapEnabled $true). " GRANT_MAILBOX_SV },
	{ "5.7.3", "the server lets the application send nothing for this user",
		"grant SMTP.SendAsApp with consent, and " GRANT_MAILBOX,
		"Servern låter inte appen skicka för den här användaren. Ge SMTP.SendAsApp med "
		"samtycke. " GRANT_MAILBOX_SV },
	{ "AUTHENTICATE failed", "the mailbox is not open to the application",
		"grant IMAP.AccessAsApp with consent, and " GRANT_MAILBOX,
		"Brevlådan är inte öppen för appen. Ge IMAP.AccessAsApp med "
		"samtycke. " GRANT_MAILBOX_SV },
	{ "AUTHENTICATIONFAILED", "the mailbox does not accept the token",
		"check that user is the mailbox's address and that the application may open it",
		"Brevlådan godtar inte biljetten. Kontrollera att user är brevlådans adress och "
		"att appen får öppna den" },
	{ " OK", "the server offers neither XOAUTH2 nor OAUTHBEARER",
		"check url, or use a password",
		"Servern erbjuder varken XOAUTH2 eller OAUTHBEARER. Kontrollera url, eller använd "
		"lösenord" },
	{ "\n250", "the server takes neither XOAUTH2 nor OAUTHBEARER from us",
		"check url, or use a password",
		"Servern tar varken emot XOAUTH2 eller OAUTHBEARER. Kontrollera url, eller använd "
		"lösenord" },
	{ "", "the server does not accept the token",
		"check user, scope and what the application may do",
		"Servern godtar inte biljetten. Kontrollera user, scope och vad appen får göra" },
};

const Refusal *
refusal_of_token(const char *code)
{
	for (gsize i = 0; i < G_N_ELEMENTS(tokens); i++)
		if (strcmp(tokens[i].words, code) == 0)
			return &tokens[i];
	return NULL;
}

const Refusal *
refusal_of_login(const char *reply)
{
	/* so that words can say that the reply begins with them */
	g_autofree char *text = g_strconcat("\n", reply, NULL);
	gsize i = 0;

	while (!strstr(text, logins[i].words))
		i++;
	return &logins[i];
}

static const Refusal *
find_cause(const Refusal *rows, gsize count, const char *message)
{
	for (gsize i = 0; i < count; i++)
		if (strstr(message, rows[i].cause))
			return &rows[i];
	return NULL;
}

const Refusal *
refusal_in_message(const char *message)
{
	const Refusal *found = find_cause(tokens, G_N_ELEMENTS(tokens), message);

	return found ? found : find_cause(logins, G_N_ELEMENTS(logins), message);
}
