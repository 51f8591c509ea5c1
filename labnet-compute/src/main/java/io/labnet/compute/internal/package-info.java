// SPDX-License-Identifier: Apache-2.0

/**
 * What both sides of the protocol share and no user names.
 */
@NullMarked
package io.labnet.compute.internal;

import org.jspecify.annotations.NullMarked;
