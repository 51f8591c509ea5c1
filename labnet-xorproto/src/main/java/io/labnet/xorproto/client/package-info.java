// SPDX-License-Identifier: Apache-2.0

/**
 * The client: does the task of a server and reports the result.
 */
@NullMarked
package io.labnet.xorproto.client;

import org.jspecify.annotations.NullMarked;
