/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/clock/case-clocks.h"
#include "core/life/case-file.h"
#include "core/notice/planned.h"

/*
 * The notice that the responsible of board wrote more in the case than commands: to its
 * investigator, else to the registrar; held like the rest of a case of which nobody may hear yet.
 * NULL: there is nobody else. office: its now and zone. planned_notice_free() it.
 */
PlannedNotice *life_letter_notice(
	const CaseFile *file, const Board *board, const ClockOffice *office);
