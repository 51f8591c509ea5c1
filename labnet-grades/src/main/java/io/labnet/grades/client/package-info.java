// SPDX-License-Identifier: Apache-2.0

/** The client of the grades protocol, which sends one request per connection. */
@NullMarked
package io.labnet.grades.client;

import org.jspecify.annotations.NullMarked;
