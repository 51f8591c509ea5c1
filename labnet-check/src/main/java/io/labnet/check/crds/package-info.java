// SPDX-License-Identifier: Apache-2.0

/** The cases of servers and clients of the directory of chat rooms. */
@NullMarked
package io.labnet.check.crds;

import org.jspecify.annotations.NullMarked;
