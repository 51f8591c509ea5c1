// SPDX-License-Identifier: Apache-2.0

/** Real servers and clients talking, with a transcript and a table of what came out. */
@NullMarked
package io.labnet.examples.demo;

import org.jspecify.annotations.NullMarked;
