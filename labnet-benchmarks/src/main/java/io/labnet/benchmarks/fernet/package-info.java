// SPDX-License-Identifier: Apache-2.0

/** Benchmarks of Fernet, compared with another library and with the raw primitives, which are a lower bound. */
@NullMarked
package io.labnet.benchmarks.fernet;

import org.jspecify.annotations.NullMarked;
