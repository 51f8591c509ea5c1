// SPDX-License-Identifier: Apache-2.0

/** Servers for the problems of protohackers.com, one file each, to copy and to compare. */
@NullMarked
package io.labnet.examples.protohackers;

import org.jspecify.annotations.NullMarked;
