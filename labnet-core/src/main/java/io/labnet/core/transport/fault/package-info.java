// SPDX-License-Identifier: Apache-2.0

/**
 * Faults on purpose, always the same for the same seed: for tests of what has to work although a network is bad.
 */
@NullMarked
package io.labnet.core.transport.fault;

import org.jspecify.annotations.NullMarked;
