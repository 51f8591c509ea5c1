// SPDX-License-Identifier: Apache-2.0

/**
 * TLS around sessions and connections. Everything here moves bytes through an {@link javax.net.ssl.SSLEngine}; only
 * {@link io.labnet.core.transport.internal.tls.TlsConnection} waits for a network.
 */
@NullMarked
package io.labnet.core.transport.internal.tls;

import org.jspecify.annotations.NullMarked;
