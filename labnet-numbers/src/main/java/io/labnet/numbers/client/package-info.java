// SPDX-License-Identifier: Apache-2.0

/** The client of the numbers protocol, with one exchange per connection. */
@NullMarked
package io.labnet.numbers.client;

import org.jspecify.annotations.NullMarked;
