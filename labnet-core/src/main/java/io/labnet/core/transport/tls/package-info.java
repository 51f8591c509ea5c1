// SPDX-License-Identifier: Apache-2.0

/**
 * TLS over any transport. Start at {@link io.labnet.core.transport.tls.TlsTransport}; its settings are in
 * {@link io.labnet.core.transport.tls.TlsServerOptions} and {@link io.labnet.core.transport.tls.TlsClientOptions}.
 */
@NullMarked
package io.labnet.core.transport.tls;

import org.jspecify.annotations.NullMarked;
