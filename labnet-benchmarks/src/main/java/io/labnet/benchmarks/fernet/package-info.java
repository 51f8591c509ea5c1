// SPDX-License-Identifier: Apache-2.0

/** Fernet beside a peer, and beside the bound that the raw primitives set. */
@NullMarked
package io.labnet.benchmarks.fernet;

import org.jspecify.annotations.NullMarked;
