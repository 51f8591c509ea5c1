// SPDX-License-Identifier: Apache-2.0

/** Internal parts of the suites: generated input, checked decoders, recorders. */
@NullMarked
package io.labnet.testkit.internal;

import org.jspecify.annotations.NullMarked;
