// SPDX-License-Identifier: Apache-2.0

/**
 * What the suites are built of and nobody extends: generated input, checked decoders, recorders.
 */
@NullMarked
package io.labnet.testkit.internal;

import org.jspecify.annotations.NullMarked;
