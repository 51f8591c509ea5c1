// SPDX-License-Identifier: Apache-2.0

/** What admits connections and knows no engine: rate limits, and the header that names the client behind a balancer. */
@NullMarked
package io.labnet.core.transport.internal.admission;

import org.jspecify.annotations.NullMarked;
