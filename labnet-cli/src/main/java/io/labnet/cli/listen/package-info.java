// SPDX-License-Identifier: Apache-2.0

/** The options of servers: where to listen, limits, TLS, metrics; and serving with them. */
@NullMarked
package io.labnet.cli.listen;

import org.jspecify.annotations.NullMarked;
