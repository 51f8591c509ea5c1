// SPDX-License-Identifier: Apache-2.0

/** Benchmarks of the chat-room directory: its codec, and a directory of up to a million rooms. */
@NullMarked
package io.labnet.benchmarks.crds;

import org.jspecify.annotations.NullMarked;
