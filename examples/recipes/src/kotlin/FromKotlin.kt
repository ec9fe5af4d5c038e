package io.heliograph.recipes

import io.heliograph.SmsClient
import io.heliograph.message.SendOutcome
import io.heliograph.message.SendRequest
import io.heliograph.sandbox.Sandbox
import io.heliograph.wavix.Wavix

/**
 * How do I send from Kotlin?
 *
 * The outcome is sealed: `when` needs no `else`, and the compiler demands all three cases. What may be absent is nullable to Kotlin, or an
 * `Optional`. A send blocks its thread; in a coroutine it is `withContext(Dispatchers.IO) { sms.trySend(request) }`.
 * `scripts/recipe kotlin` runs it on a sandbox. For a real account leave out `baseUrl`, and set your API key and sender.
 */
fun describe(outcome: SendOutcome): String = when (outcome) {
    is SendOutcome.Accepted -> "accepted by ${outcome.message().provider()} as ${outcome.message().id().value()}"
    is SendOutcome.Rejected -> "certainly not sent: ${outcome.failure()}"
    is SendOutcome.Unknown -> "may have been sent by ${outcome.provider()}, so don't send it again: ${outcome.reason()}"
}

fun main() {
    Sandbox.builder().start().use { sandbox ->
        val wavix = Wavix.builder()
            .apiKey("sandbox")
            .baseUrl(sandbox.baseUrl("wavix").toString())
            .from("ACME")
            .build()
        SmsClient.builder().provider(wavix).build().use { sms ->
            for (phone in listOf("+447700900123", "+447700900001")) {
                println("$phone: " + describe(sms.trySend(SendRequest.to(phone).text("We open at nine").build())))
            }
        }
        val phones = sandbox.inbox().map { it.to() }
        println("The inbox has ${phones.size} SMS.")
        check(phones == listOf("+447700900123")) { "the inbox has something else" }
    }
}
