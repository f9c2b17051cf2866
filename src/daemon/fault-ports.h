/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ports/document-reader.h"
#include "ports/mail-sender.h"
#include "ports/mail-source.h"

/*
 * The same port with a fault point (adapters/fault.h) before and after each call
 * that can fail: before it, it fails as the port may; after it, what was done is
 * done. Takes the port. What there is when nothing is to fail: the port itself.
 */
#ifdef ENABLE_FAULT_POINTS
MailSource *fault_source(MailSource *source);
MailSender *fault_sender(MailSender *sender);
DocumentReader *fault_reader(DocumentReader *reader);
#else
#define fault_source(source) (source)
#define fault_sender(sender) (sender)
#define fault_reader(reader) (reader)
#endif
