// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import java.time.Duration;

/**
 * What a connection transferred, and how long it lived.
 *
 * @param receivedBytes the number of received bytes, including those that were ignored; 0 or more
 * @param sentBytes the number of bytes that were passed to the operating system; 0 or more
 * @param messages the number of received messages, 0 or more
 * @param lived the time from the beginning of the conversation to its end
 */
public record ConnectionTotals(long receivedBytes, long sentBytes, long messages, Duration lived) {}
