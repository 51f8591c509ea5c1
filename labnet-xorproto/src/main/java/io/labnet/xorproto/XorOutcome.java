// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto;

/** The outcome of a client's run. */
public sealed interface XorOutcome permits XorResult, NoXorResult {}
