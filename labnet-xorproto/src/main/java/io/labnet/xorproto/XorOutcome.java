// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto;

/** How a run has ended for a client. */
public sealed interface XorOutcome permits XorResult, NoXorResult {}
