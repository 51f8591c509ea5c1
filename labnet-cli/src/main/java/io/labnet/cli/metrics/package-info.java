// SPDX-License-Identifier: Apache-2.0

/** The metrics of a server, served over HTTP. */
@NullMarked
package io.labnet.cli.metrics;

import org.jspecify.annotations.NullMarked;
