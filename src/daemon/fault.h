/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * A named step at which the kill tests stop the program hard. Compiled to
 * nothing unless configured with --enable-fault-points. With them,
 * LEXSARAH_FAULT_AT=N ends the process at the Nth step that is reached, or at
 * the first of the name N, as a power cut would (exit 100, nothing flushed),
 * and LEXSARAH_FAULT_LOG=FILE gets a line a step.
 * LEXSARAH_FAULT_PATIENCE=MS is how long a server may be silent, where a test
 * cannot wait for minutes: FAULT_PATIENCE() is 0 without it.
 */
#ifdef ENABLE_FAULT_POINTS
unsigned int fault_patience(void);
void fault_point(const char *name);
#define FAULT_PATIENCE()  fault_patience()
#define FAULT_POINT(name) fault_point(name)
#else
#define FAULT_PATIENCE()  0u
#define FAULT_POINT(name) ((void) 0)
#endif
