// SPDX-License-Identifier: Apache-2.0

/** The labnet command: everything that the examples offer, under one name. */
@NullMarked
package io.labnet.examples;

import org.jspecify.annotations.NullMarked;
