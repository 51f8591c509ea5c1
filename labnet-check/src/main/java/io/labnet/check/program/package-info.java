// SPDX-License-Identifier: Apache-2.0

/** Programs under test: how they are started, limited, watched and ended. */
@NullMarked
package io.labnet.check.program;

import org.jspecify.annotations.NullMarked;
